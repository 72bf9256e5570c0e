import { expect, test } from "vitest";
import { serviceSchema } from "#app/domain/service.ts";
import { checkFimJson } from "./check-fim-json.server.ts";
import { receiverData } from "./fim-json.v1.server.ts";
import { documentOf, fimService } from "./fixtures/fim-service.ts";
import { keyStyles } from "./schemas/fim-key.ts";

/** Whoever says that it is no dog gives no mail address. */
const ruled = serviceSchema.parse({
  ...fimService,
  rules: [
    {
      id: "R1",
      bearer: "",
      effect: "forbid",
      target: "G99000000001/F99000000014",
      condition: { op: "equals", field: "G99000000001/F99000000010", value: false },
    },
  ],
});

test.each(keyStyles)("what this portal itself writes passes, with %s keys", (keys) => {
  const data: unknown = JSON.parse(JSON.stringify(receiverData(documentOf(), fimService, keys)));
  expect(checkFimJson(data, fimService, "05")).toBe("passed");
});

test("what does not fit the structure is told from what breaks a rule", () => {
  const data = JSON.parse(
    JSON.stringify(receiverData(documentOf(), fimService, "versioned")),
  ) as Record<string, unknown>;
  expect(checkFimJson({ ...data, strange: 1 }, fimService, "05")).toBe("structure");
  expect(checkFimJson([], fimService, "05")).toBe("structure");
  expect(checkFimJson("Erika", fimService, "05")).toBe("structure");
  expect(checkFimJson(data, ruled, "05")).toBe("rules");
  const group = data["G99000000001V2.0.0"] as Record<string, unknown>;
  const yes = { ...group, "F99000000010V1.0.0": true };
  expect(checkFimJson({ ...data, "G99000000001V2.0.0": yes }, ruled, "05")).toBe("passed");
});
