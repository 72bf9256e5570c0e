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
    expect(html).toContain("&lt;b&gt;laut&lt;/b&gt;");
    expect(renderNode(<AnswerSummary sections={sections} />)).toContain("Keine Angabe");
  });

  it("puts what was left open behind a fold, with the way to it", () => {
    const html = renderNode(<AnswerSummary sections={sections} base="/musterstadt/hund" />);
    const [, fold = ""] = /<details[^>]*>(.*?)<\/details>/s.exec(html) ?? [];
    expect(fold).toContain("1 freiwillige Angabe offen");
    expect(fold).toContain("Ergänzen");
    expect(fold).toContain(`#${idOf("dogs:k3f9/note")}"`);
    expect(html.replace(fold, "")).not.toContain("Bemerkung");
  });

  it("has a way to change every answer, each of them named", () => {
    const html = renderNode(<AnswerSummary sections={sections} base="/musterstadt/hund" />);
    const links = [...html.matchAll(/<a [^>]*>(.*?)<\/a>/gs)].map(([, text = ""]) =>
      text.replace(/<[^>]*>/g, ""),
    );
    expect(links).toEqual(["Ändern: Wurftag", "Ändern: Merkmale", "Ergänzen: Bemerkung"]);
  });

  it("tells the origin of what was not typed, and the words of a declaration", () => {
    const [section] = sections;
    if (!section) throw new Error("no section");
    const rows = [
      { path: "a", label: "Name", values: ["Mustermann"], origin: "identityProvider" as const },
      { path: "b", label: "Erklärung", values: ["Erklärt"], statement: { text: "Alles stimmt." } },
      { path: "c", label: "Newsletter", values: [], statement: { text: "Schicken Sie mir Post." } },
    ];
    const html = renderNode(<AnswerSummary sections={[{ ...section, rows }]} />);
    expect(html).toContain("Übernommen aus Ihrem Bürgerkonto.");
    expect(html).toContain("Alles stimmt.");
    expect(html).not.toContain("Schicken Sie mir Post.");
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
