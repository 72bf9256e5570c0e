import { describe, expect, it } from "vitest";
import { languages, staffLanguages } from "./languages.ts";
import { languageLinks, negotiateLanguage, switchLanguage } from "./negotiate-language.ts";

const get = (address: string, headers: Record<string, string> = {}) =>
  new Request(`https://portal.example${address}`, { headers });

describe("the language of an answer", () => {
  it.each([
    ["", "de"],
    ["en", "en"],
    ["en-GB,de;q=0.8", "en"],
    ["de;q=0.5, en-US;q=0.9", "en"],
    ["fr, en;q=0.3", "en"],
    ["fr;q=0.9, es", "de"],
    ["en;q=0", "de"],
    ["*", "de"],
    ["en;q=banana, de;q=0.1", "de"],
    ["uk-UA,uk;q=0.9,ru;q=0.8,en;q=0.5", "uk"],
    ["tr", "tr"],
    ["ar-SY, de;q=0.5", "ar"],
    ["de-simple", "de-simple"],
    ["DE-Simple;q=0.7, de;q=0.6", "de-simple"],
    ["de-DE-1996", "de"],
    ["ru, pl;q=0.9", "de"],
  ])("for a browser that prefers »%s« is %s", (header, language) => {
    expect(negotiateLanguage(get("/", { "Accept-Language": header }))).toBe(language);
  });

  it("is what was chosen earlier, and now before that", () => {
    const headers = { Cookie: "a=b; sprache=en; c=d", "Accept-Language": "de" };
    expect(negotiateLanguage(get("/", headers))).toBe("en");
    expect(negotiateLanguage(get("/?sprache=de", headers))).toBe("de");
  });

  it("is never one that there is not", () => {
    expect(negotiateLanguage(get("/?sprache=xx", { Cookie: "sprache=__proto__" }))).toBe("de");
  });
});

describe("the language of pages for staff", () => {
  const staff = (headers: Record<string, string>) =>
    negotiateLanguage(get("/eingang", headers), staffLanguages);

  it("is one that they speak, whatever was chosen on the pages of citizens", () => {
    expect(staff({ Cookie: "sprache=ar" })).toBe("de");
    expect(staff({ Cookie: "sprache=ar", "Accept-Language": "en" })).toBe("en");
    expect(staff({ "Accept-Language": "uk, en;q=0.5" })).toBe("en");
    expect(staff({ "Accept-Language": "de-simple, en;q=0.5" })).toBe("de");
  });
});

describe("a link of the language menu", () => {
  it("is remembered and leads back to the page", () => {
    const response = switchLanguage(get("/musterstadt?seite=2&sprache=en"));
    expect(response?.status).toBe(302);
    expect(response?.headers.get("location")).toBe("/musterstadt?seite=2");
    expect(response?.headers.get("set-cookie")).toMatch(/^sprache=en; Path=\/;.*; Secure$/);
  });

  it("cannot lead to another site", () => {
    const response = switchLanguage(get("//evil.example/?sprache=en"));
    expect(response?.headers.get("location")).toBe("/evil.example/");
  });

  it("is no other request", () => {
    expect(switchLanguage(get("/musterstadt"))).toBeUndefined();
    expect(switchLanguage(get("/?sprache=xx"))).toBeUndefined();
    expect(
      switchLanguage(new Request("https://portal.example/?sprache=en", { method: "POST" })),
    ).toBeUndefined();
  });

  it("keeps the rest of the address", () => {
    expect(languageLinks("/suche?q=Köln&sprache=de", staffLanguages)).toEqual([
      { language: "de", name: "Deutsch", href: "/suche?q=K%C3%B6ln&sprache=de" },
      { language: "en", name: "English", href: "/suche?q=K%C3%B6ln&sprache=en" },
    ]);
  });

  it("leads to each of the languages", () => {
    for (const { language, href } of languageLinks("/musterstadt")) {
      expect(negotiateLanguage(get(href))).toBe(language);
    }
    expect(languageLinks("/").map(({ language }) => language)).toEqual(languages);
  });
});
