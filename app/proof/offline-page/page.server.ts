import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { escapeXml } from "../../documents/escape-xml.ts";
import type { PublicKey } from "../statement.ts";

/** Where the build puts the script of the page. */
export const scriptFile = "build/offline/check-receipt.js";

export interface OfflinePageTexts {
  readonly words: Readonly<Record<string, string>>;
  readonly language: string;
  readonly direction: "ltr" | "rtl";
  readonly locale: string;
  /** When the keys were put in. */
  readonly madeAt: string;
}

const style =
  "body{font-family:sans-serif;font-size:18px;line-height:1.5;max-width:42em;margin:2em auto;padding:0 1em;color:#14171c;background:#fff}" +
  "label,dt{font-weight:600}input{padding:.4em;border:1px solid #505a66;border-radius:4px}input,textarea,button{font:inherit;margin:.3em 0 1em;max-width:100%}textarea{width:100%;box-sizing:border-box}" +
  "button{padding:.5em 1em;background:#1f3a68;color:#fff;border:1px solid #1f3a68;border-radius:4px}" +
  ":focus-visible{outline:3px solid #1f3a68;outline-offset:2px}" +
  "#result{padding:0 1em;border-inline-start:6px solid #505a66}#result:empty{display:none}" +
  "#result.valid{border-color:#107c41}#result.tampered{border-color:#b3261e}dd{margin:0 0 .6em;unicode-bidi:plaintext;overflow-wrap:anywhere}" +
  "@media print{form{display:none}}";

/**
 * One HTML file that checks receipts by itself: script, style and all public keys are in it, and its own policy forbids it to
 * reach anything. `policy` is the same for the header.
 */
export function offlinePage(
  keys: readonly PublicKey[],
  { words, language, direction, locale, madeAt }: OfflinePageTexts,
  script = readFileSync(scriptFile, "utf8"),
): { readonly html: string; readonly policy: string } {
  const code = script.trim().replaceAll("</script", "<\\/script");
  const policy = `default-src 'none'; script-src '${hashOf(code)}'; style-src '${hashOf(style)}'; base-uri 'none'; form-action 'none'`;
  // Within a script nothing is escaped but the beginning of tags.
  const data = JSON.stringify({ keys, words, locale }).replaceAll("<", "\\u003c");
  const t = (name: string) => escapeXml(words[name] ?? name);
  const html = `<!doctype html>
<html lang="${language}" dir="${direction}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${t("title")}</title>
<style>${style}</style>
</head>
<body>
<main>
<h1>${t("title")}</h1>
<p>${t("lead")}</p>
<noscript><p>${t("needsScripts")}</p></noscript>
<form id="form">
<p><label for="file">${t("choose")}</label><br><input type="file" id="file" accept=".pdf,.json"></p>
<p><label for="text">${t("paste")}</label><br><textarea id="text" rows="4" spellcheck="false"></textarea></p>
<p><button type="submit">${t("check")}</button></p>
</form>
<div id="result" role="status" tabindex="-1"></div>
<p>${t("keys")} ${escapeXml(madeAt)}</p>
</main>
<script type="application/json" id="data">${data}</script>
<script>${code}</script>
</body>
</html>
`;
  return { html, policy };
}

function hashOf(text: string): string {
  return `sha256-${createHash("sha256").update(text).digest("base64")}`;
}
