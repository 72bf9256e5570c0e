import { existsSync, readFileSync, readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { contentHashOf } from "#app/catalogue/content-hash.server.ts";
import { checkService } from "#app/domain/check-service.ts";
import { fieldOptions } from "#app/domain/fields/field-options.ts";
import { accessibilityCheckSchema } from "#app/domain/paths/accessibility.ts";
import { serviceSchema, type Node, type ServiceDefinition } from "#app/domain/service.ts";
import { buildService } from "#app/fim/apply-package.ts";
import { servicePackageSchema } from "#app/fim/package.ts";
import { readSchema } from "#app/fim/read-schema.ts";

const ids = readdirSync(import.meta.dirname, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

function fileOf(id: string, name: string): string {
  return `${import.meta.dirname}/${id}/${name}`;
}

function jsonOf(id: string, name: string): unknown {
  return JSON.parse(readFileSync(fileOf(id, name), "utf8"));
}

/** Builds a package as the import does; throws with every problem listed. */
function serviceOf(id: string): ServiceDefinition {
  if (existsSync(fileOf(id, "definition.json"))) {
    return serviceSchema.parse(jsonOf(id, "definition.json"));
  }
  const read = readSchema(readFileSync(fileOf(id, "schema.xdf3.xml")));
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  const overlay = servicePackageSchema.parse(jsonOf(id, "service.json"));
  const built = buildService(read.schema, [], overlay);
  const problems = [...read.problems, ...built.problems];
  if (!built.ok || problems.length > 0) throw new Error(JSON.stringify(problems));
  return serviceSchema.parse(built.service);
}

/** Places of texts that some language of the service lacks. */
function missingTexts(value: unknown, languages: readonly string[], place = ""): string[] {
  if (typeof value !== "object" || value === null) return [];
  const entries = Object.entries(value);
  if ("de" in value && typeof value.de === "string") {
    return languages
      .filter((language) => !entries.some(([key, text]) => key === language && text !== ""))
      .map((language) => `${place} (${language})`);
  }
  return entries.flatMap(([key, child]) => missingTexts(child, languages, `${place}/${key}`));
}

function kindsIn(nodes: readonly Node[]): string[] {
  return nodes.flatMap((node) => (node.type === "group" ? kindsIn(node.children) : [node.kind]));
}

/** What browsers know of the applicant (WCAG 1.3.5), by the words of the question and, where needed, of its group. */
const tokens: Readonly<Record<string, string>> = {
  Name: "name",
  Vornamen: "given-name",
  Familienname: "family-name",
  Geburtsdatum: "bday",
  "Kontoinhaberin oder Kontoinhaber": "name",
  "Verein, Firma oder Initiative > Name": "organization",
  "Wer vertritt den Verein?": "name",
  Anschrift: "street-address",
  Adresszeile: "address-line1",
  Straße: "address-line1",
  Postleitzahl: "postal-code",
  Ort: "address-level2",
  "E-Mail-Adresse": "email",
  Telefonnummer: "tel",
  Rückrufnummer: "tel",
};
interface Asked {
  readonly group: string;
  readonly field: Extract<Node, { type: "field" }>;
  /** In a group that comes several times: children, dogs, stalls. */
  readonly repeated: boolean;
}

function fieldsIn(nodes: readonly Node[], group = "", repeated = false): readonly Asked[] {
  return nodes.flatMap((node) =>
    node.type === "group"
      ? fieldsIn(node.children, node.label.de, repeated || node.repeat !== undefined)
      : [{ group, field: node, repeated }],
  );
}

describe.each(ids)("service package %s", (id) => {
  const service = serviceOf(id);

  it("bears the name of its folder", () => {
    expect(service.id).toBe(id);
  });

  it("refers only to what exists, asks every field once, looks only backwards", () => {
    expect(checkService(service)).toEqual([]);
  });

  it("leaves nothing open for a person to look at", () => {
    expect(service.openPoints).toEqual([]);
  });

  it("tells browsers what they know of the applicant, and nothing of anybody else", () => {
    const asked = fieldsIn(service.nodes);
    const wanted = ({ group, field: { label }, repeated }: Asked) =>
      repeated ? undefined : (tokens[`${group} > ${label.de}`] ?? tokens[label.de]);
    expect(asked.map(({ field }) => [field.label.de, field.autocomplete])).toEqual(
      asked.map((one) => [one.field.label.de, wanted(one)]),
    );
    // A new question must be in the table.
    const ofPeople = new Set(["personName", "address", "email", "phone"]);
    const alone = asked.filter(({ field, repeated }) => ofPeople.has(field.kind) && !repeated);
    expect(alone.filter(({ field }) => field.autocomplete === undefined)).toEqual([]);
  });

  it("has every text in German and English", () => {
    expect(service.languages).toEqual(["de", "en"]);
    expect(missingTexts(service, service.languages)).toEqual([]);
  });

  it("was looked at in a browser as it is, without barriers", () => {
    const check = accessibilityCheckSchema.parse(jsonOf(id, "accessibility.json"));
    const remedy = `run it again: npm run certify -- db/seed/services/${id}`;
    expect(check.contentHash, remedy).toBe(contentHashOf(service));
    expect(check).toMatchObject({ service: id, languages: service.languages, barriers: [] });
    // Its own page, the review and the receipt besides all pages of the form.
    expect(check.pages).toBe(service.pages.length + 3);
  });

  it("tells what one needs to know before one starts", () => {
    const { needs, fee, duration, minutes, afterwards, privacy, keywords } = service.description;
    for (const part of [fee, duration, minutes, afterwards, privacy]) expect(part).toBeDefined();
    expect(needs.length).toBeGreaterThan(0);
    expect(keywords.length).toBeGreaterThan(0);
  });
});

describe("alle-feldarten", () => {
  const service = serviceOf("alle-feldarten");

  it("shows every field kind", () => {
    expect([...new Set(kindsIn(service.nodes))].sort()).toEqual(Object.keys(fieldOptions).sort());
  });

  it("has a list that is too long for one form", () => {
    const codes = service.codeLists["orte"]?.options.map(({ code }) => code) ?? [];
    expect(new Set(codes).size).toBe(1200);
  });
});

describe("what the tests above rely on", () => {
  it("finds a text without English", () => {
    expect(missingTexts({ a: [{ label: { de: "Name" } }] }, ["de", "en"])).toEqual([
      "/a/0/label (en)",
    ]);
  });
});
