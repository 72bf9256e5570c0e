import { describe, expect, it } from "vitest";
import type { PageForm } from "#app/domain/page-form.ts";
import { idOf } from "#app/ui/controls/id-of.ts";
import { fieldOf, pageOf } from "./fixtures/all-kinds.ts";
import { controlNames, tagsOf } from "./fixtures/read-html.ts";
import { renderForm } from "./fixtures/render-form.tsx";

const name = fieldOf("text", {}, { name: "seite/name" });
const born = fieldOf("date", {}, { name: "seite/geboren" });
const of = (form: Partial<PageForm>) => renderForm({ form: { ...pageOf([name, born]), ...form } });

describe("an answer that nobody typed", () => {
  it("has its origin in what its control is described by", () => {
    const html = of({ origins: { "seite/name": "link" } });
    expect(html).toContain("Aus dem Link übernommen.");
    const control = tagsOf(html).find(({ attributes }) => attributes["name"] === "seite/name");
    const hint = idOf("seite/name", "hint");
    expect(control?.attributes["aria-describedby"]).toContain(hint);
    expect(html.indexOf("origin-mark")).toBeGreaterThan(html.indexOf(`id="${hint}"`));
  });

  it("is read and not changed where its source has verified it, with the reason", () => {
    const html = of({
      origins: { "seite/geboren": "identityProvider" },
      locked: { "seite/geboren": "1964-08-12" },
    });
    expect(html).toContain("12. August 1964");
    expect(html).toContain("Übernommen aus Ihrem Bürgerkonto.");
    expect(html).toContain("Hier können Sie sie nicht ändern.");
    expect(controlNames(html)).toEqual(["seite/name"]);
  });

  it("follows from others, and is labelled and told when it changes", () => {
    const age = fieldOf(
      "integer",
      {},
      { name: "seite/alter", calculated: { op: "age", born: "seite/geboren" } },
    );
    const raw = {
      "seite/geboren/day": "1",
      "seite/geboren/month": "1",
      "seite/geboren/year": "2000",
    };
    const form = pageOf([born, age]);
    const html = renderForm({ form: { ...form, today: "2026-11-27" }, raw });
    expect(html).toMatch(/<output[^>]*>26<\/output>/);
    const label = tagsOf(html).find(({ attributes }) => attributes["for"] === idOf("seite/alter"));
    expect(label?.name).toBe("label");
    expect(controlNames(html)).not.toContain("seite/alter");
    expect(renderForm({ form })).toContain("Wird berechnet, sobald");
  });
});
