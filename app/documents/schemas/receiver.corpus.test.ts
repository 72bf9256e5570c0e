import path from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compileOffering, type Offering } from "#app/domain/offering.ts";
import {
  genuineBytes,
  genuineFiles,
  genuineFolder,
  genuinePresent,
  genuineSchemas,
  genuineText,
} from "#app/fim/fixtures/genuine-files.ts";
import { readGenericode, type GenericodeList } from "#app/fim/genericode.ts";
import { readSchema } from "#app/fim/read-schema.ts";
import { toService } from "#app/fim/to-service.ts";
import { applyAtRandom } from "../fixtures/random-application.ts";
import { compileJsonSchema, compileXsd, receiverChecks } from "../fixtures/receiver-checks.ts";
import {
  differences,
  outlineOfJson,
  outlineOfXsd,
  type Difference,
} from "../fixtures/schema-outline.ts";
import { keyStyles } from "./fim-key.ts";
import { receiverRulesSchema } from "./json-schema-rules.ts";
import { receiverJsonSchema } from "./json-schema.ts";
import { receiverXsd } from "./xsd.ts";

function listsOf(files: readonly string[]): GenericodeList[] {
  return files.map((file) => {
    const outcome = readGenericode(genuineBytes(file));
    if (!outcome.ok) throw new Error(`${file}: ${JSON.stringify(outcome.problems)}`);
    return outcome.list;
  });
}
function offeringOf(file: string, lists: readonly GenericodeList[]): Offering {
  const read = readSchema(genuineBytes(file));
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  const built = toService(read.schema, lists);
  if (!built.ok) throw new Error(JSON.stringify(built.problems));
  return compileOffering(built.service);
}

/** Where we are not equal to FIM's own conversion, and why; docs/formats/README.md tells the same. */
function deviations(offering: Offering): Readonly<Record<string, (one: Difference) => boolean>> {
  const [root = ""] = offering.service.fim ? [offering.service.fim.id] : [];
  const rulesForbid = new Set(
    offering.service.rules.flatMap((rule) => (rule.effect === "forbid" ? [rule.target] : [])),
  );
  const rulesOfImport = new Set(
    offering.service.rules.flatMap((rule) =>
      rule.effect === "require" && rule.sentence === undefined ? [rule.target] : [],
    ),
  );
  const nodeAt = (keys: string) => {
    const ids = keys.split("/").map((key) => key.replace(/V.*/, ""));
    const place = (ids[0] === root ? ids.slice(1) : ids).join("/");
    return { place, node: offering.nodes.get(place)?.node };
  };
  const isRequired = ({ facet }: Difference) => facet === "required" || facet === "minOccurs";
  return {
    "JSON Schema searches with a pattern, HTML compares the whole": ({ facet, own, reference }) =>
      facet === "pattern" && own === reference.replace(/^"(.*)"$/, '"^(?:$1)$$"'),
    "the conversion tells the format only beside a precision": ({ facet, own, reference }) =>
      facet === "format" && own.startsWith('"date') && reference === "",
    "nobody can fill in what is locked and empty": (one) => {
      const { node } = nodeAt(one.path);
      // Without content it is imported as hidden.
      const isEmpty = node?.type === "field" && node.kind === "hidden" && !node.options.content;
      return isRequired(one) && isEmpty && ["false", "0"].includes(one.own);
    },
    "a rule asks for the year, once a part of an optional date is given": (one) =>
      isRequired(one) &&
      rulesOfImport.has(nodeAt(one.path).place) &&
      ["false", "0"].includes(one.own),
    "a rule forbids what the structure demands": (one) =>
      isRequired(one) &&
      rulesForbid.has(nodeAt(one.path).place) &&
      ["false", "0"].includes(one.own),
    "codes are compared as they are, without folding white space": ({ facet, own, reference }) =>
      facet === "type" && own === "xs:string" && reference === "xs:token",
    "a file has its name, media type and checksum": ({ facet, own, reference }) =>
      facet === "type" && own === "complexType" && reference === "xs:anyType",
    "decimals have no exponent": ({ facet, own, reference }) =>
      facet === "type" && own === "xs:decimal" && reference === "xs:float",
    "in the patterns of XML Schema $ is a letter and - in a class is not": ({
      facet,
      own,
      reference,
    }) =>
      facet === "pattern" &&
      own.replaceAll("\\", "") === reference.replaceAll("\\", "").replace(/\$$/, ""),
  };
}

describe.skipIf(!genuinePresent)("genuine schemas", () => {
  const central = listsOf(genuineFiles("codelists", /\.xml(\.gz)?$/));
  const references = genuineFiles("dev/reference", /^S.*\.schema\.json$/);
  const schemas = [
    ...genuineSchemas(3),
    ...genuineSchemas(2),
    ...genuineFiles("dev/reference/upcast", /\.xml$/),
  ];
  const listsBeside = (file: string): GenericodeList[] =>
    file.includes("xdf2")
      ? listsOf(genuineFiles(path.relative(genuineFolder, path.dirname(file)), /genericode\.xml$/))
      : [];
  const schemaFile = (id: string): string => path.join(genuineFolder, `dev/xdf3/${id}.xdf3.xml`);

  it("are there, with references", () => {
    expect(schemas.length).toBeGreaterThan(90);
    expect(references.length).toBeGreaterThan(10);
  });

  it("give what FIM's own conversion gives, but for what it does wrong", () => {
    const counts: Record<string, number> = {};
    const strange: string[] = [];
    let compared = 0;
    for (const file of references) {
      const id = path.basename(file).replace(".schema.json", "");
      const offering = offeringOf(schemaFile(id), []);
      const { service } = offering;
      const json = outlineOfJson(receiverJsonSchema(service, "versioned"));
      const xsd = outlineOfXsd(receiverXsd(service) ?? "");
      compared += json.size + xsd.size;
      const reasons = Object.entries(deviations(offering));
      for (const one of [
        ...differences(json, outlineOfJson(JSON.parse(genuineText(file)) as object)),
        ...differences(xsd, outlineOfXsd(genuineText(file.replace(".schema.json", ".xfall.xsd")))),
      ]) {
        const [reason] = reasons.find(([, explains]) => explains(one)) ?? [];
        if (reason === undefined) strange.push(`${id}: ${JSON.stringify(one)}`);
        else counts[reason] = (counts[reason] ?? 0) + 1;
      }
    }
    const table = Object.entries(counts).map(([reason, count]) => `  ${String(count)} × ${reason}`);
    const title = `${String(references.length)} references, ${String(compared)} elements compared; deviations:`;
    process.stdout.write(`${[title, ...table].join("\n")}\n`);
    expect(strange).toEqual([]);
    expect(compared).toBeGreaterThan(1000);
  });

  it.each(schemas.map((file) => [path.relative(genuineFolder, file), file] as const))(
    "%s gives schemas that compile, in both key styles, with rules and without",
    (_name, file) => {
      const { service } = offeringOf(file, [...listsBeside(file), ...central]);
      const different = new Map<string, object>();
      for (const schema of keyStyles.flatMap((keys) => [
        receiverJsonSchema(service, keys),
        receiverRulesSchema(service, { keys }),
        receiverRulesSchema(service, { keys, state: "05" }),
      ])) {
        // A service without rules has the same schema twice.
        different.set(JSON.stringify({ ...schema, $id: "" }), schema);
      }
      for (const schema of different.values()) compileJsonSchema(schema);
      const xsd = receiverXsd(service);
      expect(xsd).toBeDefined();
      expect(() => compileXsd(xsd ?? "")).not.toThrow();
    },
  );

  it("take and refuse the instances that were made by hand", () => {
    const { service } = offeringOf(schemaFile("S00000000373"), []);
    const validate = compileJsonSchema(receiverJsonSchema(service, "versioned"));
    const instance = (kind: string): unknown =>
      JSON.parse(genuineText(path.join(genuineFolder, `dev/instances/S00000000373.${kind}.json`)));
    expect(validate(instance("valid")), JSON.stringify(validate.errors)).toBe(true);
    expect(validate(instance("invalid"))).toBe(false);
  });

  it.each(
    schemas
      .filter((_, index) => index % 6 === 0)
      .map((file) => [path.relative(genuineFolder, file), file] as const),
  )("%s: the form says what is wrong, or the receiver takes it", (_name, file) => {
    const offering = offeringOf(file, [...listsBeside(file), ...central]);
    const check = receiverChecks(offering.service);
    let filed = 0;
    const receivesWhatIsFiled = fc.property(fc.gen(), (draw) => {
      const application = applyAtRandom(offering, draw);
      if (application.kind === "refused") {
        expect(application.names.length).toBeGreaterThan(0);
        return;
      }
      filed += 1;
      expect(check(application.document)).toEqual([]);
    });
    // Of some services four in five random applications are refused: so long as nothing is filed, nothing is shown.
    for (let round = 0; filed === 0 && round < 20; round += 1) {
      // A whole application is too large to be made smaller step by step.
      fc.assert(receivesWhatIsFiled, { numRuns: 20, endOnFailure: true });
    }
    expect(filed).toBeGreaterThan(0);
  });
});
