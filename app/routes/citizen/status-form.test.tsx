import type { ReactElement } from "react";
import { renderToString } from "react-dom/server";
import { I18nextProvider } from "react-i18next";
import { expect, it } from "vitest";
import { serverI18n } from "#app/i18n/texts.server.ts";
import { CarryForm } from "../draft/carry-form.tsx";
import { StatusForm } from "./status-form.tsx";

const render = (element: ReactElement) =>
  renderToString(<I18nextProvider i18n={serverI18n("ar")}>{element}</I18nextProvider>);

it.each([
  ["status", <StatusForm key="" typed={undefined} mistyped={[]} />],
  ["answers to take along", <CarryForm key="" action="/" refused={false} />],
])("shows no error before anything was typed: %s", (_, form) => {
  expect(render(form)).not.toMatch(/aria-invalid|--error/);
});

it("says on the Arabic page what is missing, and nothing of it in German", () => {
  const typed = { reference: "", code: "" };
  const html = render(<StatusForm typed={typed} mistyped={["reference", "code"]} />);
  expect(html.match(/aria-invalid="true"/g)).toHaveLength(2);
  expect(html).toContain("يُرجى إدخال رمز الوصول.");
  expect(html).not.toContain('lang="de"');
});
