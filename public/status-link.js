// A link such as /status#7KQ4-M2XB-P9DT.K7QX9-B2MPD: browsers send nothing of what stands behind `#`.
const form = document.getElementById("status-form");
const [, reference, code] = /^#([\w-]+)\.([\w-]+)$/.exec(location.hash) ?? [];
if (form instanceof HTMLFormElement && reference && code) {
  // Neither history nor a picture of the screen keeps it.
  history.replaceState(null, "", location.pathname + location.search);
  for (const [name, value] of [
    ["vorgangsnummer", reference],
    ["code", code],
  ]) {
    const input = form.elements.namedItem(name);
    if (input instanceof HTMLInputElement) input.value = value;
  }
  form.requestSubmit();
}
