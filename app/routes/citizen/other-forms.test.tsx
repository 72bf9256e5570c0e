import { renderToString } from "react-dom/server";
import { I18nextProvider } from "react-i18next";
import { describe, expect, it } from "vitest";
import { serviceSchema } from "#app/domain/service.ts";
import { descriptionSchema } from "#app/domain/service-description.ts";
import { languages, type Language } from "#app/i18n/languages.ts";
import { serverI18n } from "#app/i18n/texts.server.ts";
import { OtherForms, OtherLanguage } from "./other-forms.tsx";
import { serviceTexts } from "./service-texts.server.ts";

const service = (more: object) =>
  serviceSchema.parse({
    schemaVersion: 1,
    id: "x",
    version: "1",
    name: { de: "X" },
    languages: ["de"],
    description: { summary: { de: "X" }, ...more },
    nodes: [],
    pages: [{ kind: "questions", id: "x", title: { de: "X" }, nodes: ["x"] }],
  });

function html(more: object, language: Language = "de"): string {
  return renderToString(
    <I18nextProvider i18n={serverI18n(language)}>
      <OtherForms service={serviceTexts(service(more), language)} />
    </I18nextProvider>,
  );
}

describe("a service in other forms", () => {
  it("has its text in plain German, marked on every page", () => {
    for (const language of languages) {
      const page = html({ plainLanguage: { text: "Kurz.\n\nUnd gut." } }, language);
      expect(page).toMatch(/<div lang="de-simple"><p[^>]*>Kurz\.<\/p><p[^>]*>Und gut\.<\/p>/);
    }
  });

  it("plays a video of its own server, with captions, and fetches nothing before it is started", () => {
    const own = { video: "/medien/x.mp4", captions: "/medien/x.vtt", transcript: { de: "Hallo" } };
    const page = html({ signLanguage: own });
    expect(page).toMatch(/<video[^>]* src="\/medien\/x\.mp4"[^>]* preload="none"/);
    expect(page).toContain('<track kind="captions" srcLang="de" src="/medien/x.vtt"/>');
    expect(page).toContain("Hallo");
  });

  it("only leads to a video that is elsewhere", () => {
    const page = html({ signLanguage: { video: "https://video.example/dgs" } });
    expect(page).not.toMatch(/<(video|iframe|img)/);
    expect(page).toContain('<a href="https://video.example/dgs" rel="noreferrer">');
    expect(page).toContain("video.example");
  });

  it.each([
    { plainLanguage: {} },
    { plainLanguage: { page: "javascript:alert(1)" } },
    { signLanguage: { video: "http://video.example" } },
    { signLanguage: { video: "//video.example/x.mp4" } },
    { signLanguage: { video: "/x.mp4", captions: "https://video.example/x.vtt" } },
  ])("refuses %j", (more) => {
    expect(descriptionSchema.safeParse({ summary: { de: "X" }, ...more }).success).toBe(false);
  });
});

it("says how many texts are missing, or that all are", () => {
  const said = (missing: number, language: Language) =>
    renderToString(
      <I18nextProvider i18n={serverI18n(language)}>
        <OtherLanguage missing={missing} total={80} />
      </I18nextProvider>,
    );
  expect(said(12, "uk")).toContain("бракує 12 текстів з 80");
  expect(said(1, "tr")).toContain("80 metinden 1 tanesi eksik");
  expect(said(80, "en")).toContain("not available in your language");
});
