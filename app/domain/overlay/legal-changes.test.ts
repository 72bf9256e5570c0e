import { expect, it } from "vitest";
import { feeService } from "../fixtures/fee-service.ts";
import type { ServiceDefinition } from "../service.ts";
import { legalChanges } from "./legal-changes.ts";
import { namedChange, nameOfChange } from "./named-change.ts";

const text = (de: string) => ({ de });
const before: ServiceDefinition = {
  ...feeService,
  description: {
    ...feeService.description,
    privacy: { purpose: text("Steuer"), legalBasis: text("KAG"), retentionDays: 90 },
  },
  rules: [
    {
      id: "R1",
      bearer: "owner",
      effect: "forbid",
      target: "owner/from",
      condition: { op: "empty", field: "owner/name" },
    },
  ],
};
const [free] = before.fees?.free ?? [];
const [position, ...positions] = before.fees?.positions ?? [];
if (!before.fees || !free || !position) throw new Error("the fixture has fees");
const { fees } = { fees: before.fees };
const described = (more: Partial<ServiceDefinition["description"]>): ServiceDefinition => ({
  ...before,
  description: { ...before.description, ...more },
});
const charged = (more: Partial<NonNullable<ServiceDefinition["fees"]>>): ServiceDefinition => ({
  ...before,
  fees: { ...fees, ...more },
});
const { breeds } = before.codeLists;

it("tells nothing where nothing changed but words, order, and the name of a rule", () => {
  const [rule] = before.rules;
  if (!rule) throw new Error("the fixture has a rule");
  const after = { ...before, rules: [{ ...rule, id: "R9", message: text("Anders gesagt") }] };
  expect(legalChanges(before, { ...after, name: text("Hundesteuer") })).toEqual([]);
});

it.each<[what: string, after: ServiceDefinition, told: readonly string[], word: string]>([
  [
    "a new rule",
    {
      ...before,
      rules: [
        ...before.rules,
        {
          id: "R2",
          bearer: "more",
          effect: "require",
          target: "more/area",
          condition: { op: "always" },
        },
      ],
    },
    ["rule:R2 more"],
    "change.rule",
  ],
  ["a rule that is gone", { ...before, rules: [] }, ["rule:R1 owner"], "change.rule"],
  [
    "a rule that acts on another condition",
    { ...before, rules: before.rules.map((one) => ({ ...one, condition: { op: "always" } })) },
    ["rule:R1 owner"],
    "change.rule",
  ],
  [
    "who pays nothing",
    charged({ free: [free, { when: { op: "always" }, reason: text("Alle") }] }),
    ["free:Alle"],
    "change.free",
  ],
  [
    "whom a reduction reaches",
    charged({ positions: [{ ...position, reductions: [] }, ...positions] }),
    ["position:breed"],
    "change.position",
  ],
  ["what is paid for", charged({ positions }), ["position:breed"], "change.position"],
  [
    "whether fees are final",
    charged({ provisional: false }),
    ["fees:provisional"],
    "change.fees.provisional",
  ],
  [
    "an option that is gone",
    {
      ...before,
      codeLists: {
        breeds: { options: (breeds?.options ?? []).filter(({ code }) => code !== "02") },
      },
    },
    ["codes:breeds"],
    "change.codes",
  ],
  ["a document", described({ needs: [text("Impfpass")] }), ["about:needs"], "about.needs"],
  [
    "a purpose",
    described({
      privacy: { purpose: text("Statistik"), legalBasis: text("KAG"), retentionDays: 90 },
    }),
    ["privacy:purpose"],
    "change.privacy.purpose",
  ],
  [
    "the legal basis of processing",
    described({
      privacy: { purpose: text("Steuer"), legalBasis: text("Satzung"), retentionDays: 90 },
    }),
    ["privacy:legalBasis"],
    "change.privacy.legalBasis",
  ],
])("marks %s", (_, after, told, word) => {
  const changes = legalChanges(before, after);
  expect(changes.map(nameOfChange)).toEqual(told);
  expect(changes.map((one) => namedChange(one, [after, before]).word)).toEqual([word]);
});
