// The script of the page that checks receipts without a network. It is built into one file (vite.offline.config.ts).
import { checkProof, type Verdict } from "../check-proof.ts";
import type { PublicKey } from "../statement.ts";

/** What the portal wrote into the page. */
interface PageData {
  readonly keys: readonly PublicKey[];
  readonly words: Readonly<Record<string, string>>;
  readonly locale: string;
}

const { keys, words, locale } = JSON.parse(
  document.getElementById("data")?.textContent ?? "{}",
) as PageData;
const result = document.getElementById("result");

function paragraph(text: string, tag = "p"): HTMLElement {
  const element = document.createElement(tag);
  element.textContent = text;
  return element;
}

function facts(verdict: Extract<Verdict, { kind: "valid" }>): HTMLElement {
  const { service, authority, submittedAt, documentSha256 } = verdict.statement;
  const date = new Date(submittedAt).toLocaleString(locale, {
    dateStyle: "long",
    timeStyle: "short",
    timeZone: "Europe/Berlin",
  });
  const list = document.createElement("dl");
  for (const [label = "", value] of [
    [words["service"], service.name],
    [words["authority"], authority.name],
    [words["date"], date],
    [words["version"], service.version],
    [words["fingerprint"], documentSha256],
  ])
    list.append(paragraph(label, "dt"), paragraph(value ?? "", "dd"));
  return list;
}

function show(verdict: Verdict): void {
  if (!result) return;
  const of = (name: string) => paragraph(words[name] ?? name);
  result.className = verdict.kind;
  const title = paragraph(words[verdict.kind] ?? verdict.kind, "h2");
  if (verdict.kind === "valid")
    result.replaceChildren(
      title,
      of(verdict.logged ? "logged" : "notLogged"),
      of(`file.${verdict.file}`),
      facts(verdict),
    );
  else if (verdict.kind === "tampered") result.replaceChildren(title, of(`part.${verdict.part}`));
  else result.replaceChildren(title, of(`${verdict.kind}Hint`));
  result.focus();
}

async function check(bytes: Uint8Array): Promise<void> {
  try {
    show(await checkProof(bytes, keys));
  } catch {
    // A browser without Ed25519, or without WebCrypto where the page was opened.
    result?.replaceChildren(paragraph(words["notSupported"] ?? ""));
  }
}

const file = document.getElementById("file");
file?.addEventListener("change", () => {
  const chosen = file instanceof HTMLInputElement ? file.files?.[0] : undefined;
  if (chosen) void chosen.arrayBuffer().then((content) => check(new Uint8Array(content)));
});
const text = document.getElementById("text");
document.getElementById("form")?.addEventListener("submit", (event) => {
  event.preventDefault();
  if (text instanceof HTMLTextAreaElement) void check(new TextEncoder().encode(text.value.trim()));
});
