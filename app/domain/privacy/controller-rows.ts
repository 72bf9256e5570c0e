import type { PrivacyFacts } from "./facts.ts";
import type { OpenPoint, PaperRow, PaperText, Wording } from "./paper.ts";
import { authorityLines } from "./supervisory-authorities.ts";

/** Who is responsible, whom to ask, and who watches over it; the same in every paper. */
export function controllerRows(facts: PrivacyFacts, { say }: Wording): readonly PaperRow[] {
  const { controller, authority, municipality } = facts;
  const mend = `/verwaltung/datenschutz?gemeinde=${municipality.ars}`;
  const open = (isMissing: boolean): Pick<PaperRow, "open"> =>
    isMissing ? { open: [{ text: say("open.settings"), href: mend }] } : {};
  return [
    {
      key: "controller",
      label: say("rows.controller"),
      values: lines(
        controller.controller === "" ? municipality.name : controller.controller,
        controller.address,
        controller.email,
        controller.phone,
      ),
      ...open(
        controller.controller === "" ||
          controller.address === "" ||
          (controller.email === "" && controller.phone === ""),
      ),
    },
    {
      key: "officer",
      label: say("rows.officer"),
      values: lines(controller.officer, controller.officerEmail),
      ...open(controller.officer === "" || controller.officerEmail === ""),
    },
    {
      key: "authority",
      label: say("rows.authority"),
      values: authorityValues(authority),
      ...authorityOpen(authority, { say, mend }),
    },
  ];
}

function authorityValues(authority: PrivacyFacts["authority"]): readonly PaperText[] {
  if (!authority) return [];
  return "own" in authority ? lines(authority.own) : authorityLines(authority).map(german);
}

function authorityOpen(
  authority: PrivacyFacts["authority"],
  { say, mend }: { readonly say: Wording["say"]; readonly mend: string },
): { readonly open?: readonly OpenPoint[] } {
  if (!authority) return { open: [{ text: say("open.settings"), href: mend }] };
  return "own" in authority || authority.checked
    ? {}
    : { open: [{ text: say("open.authority"), href: mend }] };
}

const german = (text: string): PaperText => ({ text, lang: "de" });

/** What the municipality wrote is German, whatever the page speaks. */
function lines(...texts: readonly string[]): readonly PaperText[] {
  return texts
    .flatMap((text) => text.split(/\r?\n/))
    .map((text) => text.trim())
    .filter((text) => text !== "")
    .map(german);
}
