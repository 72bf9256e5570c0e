import { describe, expect, it } from "vitest";
import { pickText } from "#app/domain/text.ts";
import type { Field, Node } from "#app/domain/service.ts";
import { translateMessages } from "./apply-translations.ts";
import { fixture, schemaFixture, zones } from "./fixtures/read-fixture.ts";
import { readSchema } from "./read-schema.ts";
import { readTranslations, type FimTranslations } from "./read-translations.ts";
import { toService } from "./to-service.ts";

function translationsFixture(change: (text: string) => string = (text) => text): FimTranslations {
  const outcome = readTranslations(
    change(new TextDecoder().decode(fixture("alle-merkmale.0106.xml"))),
  );
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.problems));
  return outcome.translations;
}

function serviceWith(translations: FimTranslations) {
  const outcome = toService(schemaFixture("alle-merkmale.xdf3.xml"), zones(), {
    translations: [translations],
  });
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.problems));
  return outcome;
}

function nodesNamed(nodes: readonly Node[], id: string): Node[] {
  return nodes.flatMap((node) => [
    ...(node.fim?.id === id ? [node] : []),
    ...(node.type === "group" ? nodesNamed(node.children, id) : []),
  ]);
}

describe("translations (message 0106)", () => {
  it("are read by language, with plain German as de-simple", () => {
    const { id, version, languages } = translationsFixture();
    expect({ id, version }).toEqual({ id: "S99000000001", version: "1.0.0" });
    expect(languages.map(({ language }) => language)).toEqual(["en", "de-simple"]);
    expect(languages[0]?.elements[0]).toEqual({
      id: "S99000000001",
      version: "1.0.0",
      label: "Give notice of a party on public ground",
      outputLabel: "Party on public ground",
      help: "Give notice of a party.",
      values: [],
      rules: [
        {
          id: "R99000000001",
          version: "1.0.0",
          errors: [{ code: "1", text: "This does not fit together." }],
        },
      ],
    });
    const british = translationsFixture((text) =>
      text.replace('lang="en"', 'lang="en" region="GB"'),
    );
    expect(british.languages[0]?.language).toBe("en-GB");
  });

  it("refuse other messages and what the standard does not allow", () => {
    expect(readTranslations(fixture("alle-merkmale.xdf3.xml"))).toMatchObject({
      problems: [{ code: "unsupportedMessage", line: 3 }],
    });
    expect(readTranslations(fixture("zonen_2025.genericode.xml"))).toMatchObject({
      problems: [{ code: "unknownNamespace" }],
    });
    expect(readSchema(fixture("alle-merkmale.0106.xml"))).toMatchObject({
      problems: [{ code: "unsupportedMessage" }],
    });
    const text = new TextDecoder().decode(fixture("alle-merkmale.0106.xml"));
    expect(readTranslations(text.replace('variant="simple"', 'variant="leicht"'))).toMatchObject({
      ok: false,
      problems: [{ code: "invalidAttribute", line: 75 }],
    });
  });

  it("become further languages of the service", () => {
    const { service, problems } = serviceWith(translationsFixture());
    // One of the places has no German help, so there is none to translate.
    expect(problems.filter(({ code }) => code.startsWith("translation"))).toMatchObject([
      { code: "translationHasNoPlace", path: "F99000000002-2" },
      { code: "translationHasNoPlace", path: "F99000000002-2" },
    ]);
    expect(service.languages).toEqual(["de", "en", "de-simple"]);
    expect(service.name).toEqual({
      de: "Feier auf öffentlichem Grund anzeigen",
      en: "Give notice of a party on public ground",
      "de-simple": "Ein Fest anmelden",
    });
    expect(service.description.summary["en"]).toBe("Give notice of a party.");
    // The element recurs in its schema; each place is translated.
    const titles = nodesNamed(service.nodes, "F99000000002");
    expect(titles.length).toBeGreaterThan(1);
    expect(titles[0]?.hint?.["de-simple"]).toBe("Ein kurzer Name reicht.");
    for (const { label } of titles) {
      expect(label).toEqual({
        de: "Kurztitel",
        en: "Short title",
        "de-simple": "So heißt das Fest",
      });
    }
    const [note] = nodesNamed(service.nodes, "F99000000001");
    expect(note).toMatchObject({
      options: {
        content: { de: "Halten Sie Ihren Ausweis bereit.", en: "Have your identity card ready." },
      },
    });
    const size = nodesNamed(service.nodes, "F99000000030")[0] as Field & { kind: "choice" };
    expect(service.codeLists[size.options.list]?.options).toEqual([
      {
        code: "01",
        label: { de: "Klein", en: "Small", "de-simple": "Klein" },
        help: { de: "Bis 50 Gäste", en: "Up to 50 guests" },
      },
      { code: "02", label: { de: "Groß", en: "Large", "de-simple": "Groß" } },
    ]);
    const party = service.pages.find(({ title }) => title["en"] === "The party");
    expect(party?.title["de-simple"]).toBeUndefined();
  });

  it("say what has no place, and whose they are", () => {
    const of = translationsFixture((text) =>
      text
        .replaceAll("F99000000001<", "F99000009999<")
        .replace("<fim:code>02<", "<fim:code>03<")
        .replace("<fim:version>1.0.0<", "<fim:version>2.0.0<"),
    );
    const told = serviceWith(of).problems.filter(({ code }) => code.startsWith("translation"));
    expect(told.slice(0, 3).map(({ code, message }) => `${code}: ${message}`)).toEqual([
      "translationOfOtherVersion: the translations are of S99000000001 2.0.0, the schema is S99000000001 1.0.0",
      "translationHasNoPlace: en: the schema has no element F99000009999",
      'translationHasNoPlace: en: no code "03"',
    ]);
  });

  it("reach the messages of rules", () => {
    const condition = { op: "empty" as const, field: "F99000000002" };
    const rule = { id: "R99000000001", bearer: "", effect: "valid" as const, condition };
    const schema = schemaFixture("alle-merkmale.xdf3.xml");
    const message = { de: "Das passt nicht zusammen.", en: "This does not fit together." };
    const of = [translationsFixture()];
    expect(translateMessages([rule], schema, of)).toEqual([{ ...rule, message }]);
    const same = { ...rule, message: { de: message.de } };
    expect(translateMessages([same], schema, of)).toEqual([{ ...rule, message }]);
    const own = { ...rule, message: { de: "Anders gesagt." } };
    expect(translateMessages([own], schema, of)).toEqual([own]);
  });
});

describe("texts", () => {
  it("fall back from plain German to German, from a region to its language", () => {
    const text = { de: "Name", en: "name", "de-simple": "So heißen Sie" };
    expect(pickText(text, "de-simple")).toEqual({ text: "So heißen Sie", language: "de-simple" });
    expect(pickText({ de: "Name" }, "de-simple")).toEqual({ text: "Name", language: "de" });
    expect(pickText(text, "en-GB-simple")).toEqual({ text: "name", language: "en" });
    expect(pickText(text, "constructor")).toEqual({ text: "Name", language: "de" });
  });
});
