import { expect, it } from "vitest";
import { createTestPortal } from "#app/apply/fixtures/test-portal.ts";
import { createVisitor } from "../fixtures/visitor.ts";

const portal = await createTestPortal();
const dog = "/musterstadt/hundesteuer-anmelden";

interface Loaded {
  readonly languages: readonly { language: string; missing: number; total: number }[];
  readonly lacking?: { readonly language: string };
  readonly service: { readonly name: { readonly lang?: string } };
}

it("tells how far a service speaks each language, and marks what is not in the page's", async () => {
  const german = (await createVisitor(portal).get(dog)).data as Loaded;
  const [de, en, simple, uk] = german.languages;
  expect(de).toMatchObject({ language: "de", missing: 0 });
  expect(en).toMatchObject({ language: "en", missing: 0 });
  expect(uk?.missing).toBe(uk?.total);
  expect(simple?.language).toBe("de-simple");
  expect(german.lacking).toBeUndefined();
  expect(german.service.name.lang).toBeUndefined();

  const arabic = (await createVisitor(portal, "ar").get(dog)).data as Loaded;
  expect(arabic.lacking).toMatchObject({ language: "ar" });
  expect(arabic.service.name.lang).toBe("de");
});
