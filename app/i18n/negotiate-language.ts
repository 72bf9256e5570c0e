import {
  defaultLanguage,
  isLanguage,
  languageNames,
  languages,
  type Language,
} from "./languages.ts";

/** Name of the cookie and of the query parameter that hold someone's choice. */
const choice = "sprache";
const yearInSeconds = 365 * 86_400;

/**
 * The language of the answer: as chosen in the address, else as chosen earlier (cookie), else as the browser prefers;
 * one of `spoken`, which always holds German.
 */
export function negotiateLanguage<L extends Language = Language>(
  request: Request,
  spoken: readonly (
    L | typeof defaultLanguage
  )[] = languages as readonly Language[] as readonly L[],
): L | typeof defaultLanguage {
  const speak = (language: Language | undefined) => spoken.find((one) => one === language);
  return (
    speak(asked(new URL(request.url))) ??
    speak(remembered(request.headers.get("cookie") ?? "")) ??
    preferred(request.headers.get("accept-language") ?? "", speak) ??
    defaultLanguage
  );
}

/**
 * Answers a link of the language switch (`?sprache=en`): remembers the choice and leads to the same address without it.
 * `undefined` for every other request.
 */
export function switchLanguage(request: Request): Response | undefined {
  const url = new URL(request.url);
  const language = asked(url);
  if (language === undefined || request.method !== "GET") return undefined;
  url.searchParams.delete(choice);
  const secure = url.protocol === "https:" ? "; Secure" : "";
  return new Response(null, {
    status: 302,
    headers: {
      // Never the whole address: behind a proxy its host may be another one. No second slash: that would name a host.
      Location: `${url.pathname.replace(/^\/+/, "/")}${url.search}`,
      "Set-Cookie": `${choice}=${language}; Path=/; Max-Age=${String(yearInSeconds)}; HttpOnly; SameSite=Lax${secure}`,
      "Cache-Control": "no-store",
    },
  });
}

function asked(url: URL): Language | undefined {
  const text = url.searchParams.get(choice);
  return isLanguage(text) ? text : undefined;
}

function remembered(cookies: string): Language | undefined {
  for (const pair of cookies.split(";")) {
    const [name, value] = pair.trim().split("=", 2);
    if (name === choice && isLanguage(value)) return value;
  }
  return undefined;
}

/** RFC 9110, section 12.5.4, by lookup (RFC 4647, section 3.4): `en-GB` is served English, `de-simple` itself. */
function preferred<L>(
  header: string,
  speak: (language: Language | undefined) => L | undefined,
): L | undefined {
  let best: { language: L; weight: number } | undefined;
  for (const part of header.slice(0, 500).split(",")) {
    const [range = "", ...parameters] = part.trim().toLowerCase().split(";");
    const language = lookUp(range, speak);
    const weight = weightOf(parameters);
    if (language !== undefined && weight > (best?.weight ?? 0)) best = { language, weight };
  }
  return best?.language;
}

/** The range itself, else without its last part, and so on. */
function lookUp<L>(
  range: string,
  speak: (language: Language | undefined) => L | undefined,
): L | undefined {
  for (let tag = range.trim(); tag !== ""; tag = tag.slice(0, Math.max(0, tag.lastIndexOf("-")))) {
    const language = speak(isLanguage(tag) ? tag : undefined);
    if (language !== undefined) return language;
  }
  return undefined;
}

function weightOf(parameters: readonly string[]): number {
  const text = parameters.find((parameter) => parameter.trim().startsWith("q="));
  return text === undefined ? 1 : Number.parseFloat(text.trim().slice(2)) || 0;
}

/** The same page in each language, for the language menu. `address` is path and query. */
export function languageLinks(
  address: string,
  spoken: readonly Language[] = languages,
): { language: Language; name: string; href: string }[] {
  const url = new URL(address, "http://portal");
  return spoken.map((language) => {
    url.searchParams.set(choice, language);
    return { language, name: languageNames[language], href: `${url.pathname}${url.search}` };
  });
}
