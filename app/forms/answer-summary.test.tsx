import { describe, expect, it } from "vitest";
import type { SummarySection } from "#app/domain/submission.ts";
import { idOf } from "#app/ui/controls/id-of.ts";
import { AnswerSummary } from "./answer-summary.tsx";
import { fieldOf, pageOf } from "./fixtures/all-kinds.ts";
import { tagsOf } from "./fixtures/read-html.ts";
import { renderForm, renderNode } from "./fixtures/render-form.tsx";

const sections: readonly SummarySection[] = [
  {
    page: "hund/k3f9",
    title: "Ihr Hund",
    rows: [
      { path: "dogs:k3f9/born", label: "Wurftag", values: ["Mai 2019"] },
      { path: "dogs:k3f9/note", label: "Bemerkung", values: [] },
      { path: "dogs:k3f9/marks", label: "Merkmale", values: ["braun", "<b>laut</b>"] },
    ],
  },
];

describe("AnswerSummary", () => {
  it("shows every answer, and says where there is none", () => {
    const html = renderNode(<AnswerSummary sections={sections} base="/musterstadt/hund" />);
    expect(html).toContain("Mai 2019");
    expect(html).toContain("Keine Angabe");
    expect(html).toContain("&lt;b&gt;laut&lt;/b&gt;");
  });

  it("links to the page and to the question on it", () => {
    const html = renderNode(<AnswerSummary sections={sections} base="/musterstadt/hund" />);
    const href = tagsOf(html).find(({ name }) => name === "a")?.attributes["href"] ?? "";
    expect(href).toBe(`/musterstadt/hund/hund/k3f9?zurueck=pruefen#${idOf("dogs:k3f9/born")}`);
    const form = pageOf([fieldOf("partialDate", {}, { name: "dogs:k3f9/born" })]);
    const ids = tagsOf(renderForm({ form })).map(({ attributes }) => attributes["id"]);
    expect(ids).toContain(href.slice(href.indexOf("#") + 1));
  });

  it("offers no change once filed", () => {
    expect(renderNode(<AnswerSummary sections={sections} />)).not.toContain("<a ");
  });
});
