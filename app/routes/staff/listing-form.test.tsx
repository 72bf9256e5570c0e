import { renderToString } from "react-dom/server";
import { I18nextProvider } from "react-i18next";
import { expect, test } from "vitest";
import { serverI18n } from "#app/i18n/texts.server.ts";
import { ListingForm } from "./listing-form.tsx";

const texts = ["name", "leikaKey", "summary", "description", "fee", "contact", "formUrl"] as const;
const facts = Object.fromEntries(texts.map((name) => [name, ""])) as Record<
  (typeof texts)[number],
  string
>;
const removal = (removeFile: boolean): string =>
  /<input[^>]*name="removeFile"[^>]*>/.exec(
    renderToString(
      <I18nextProvider i18n={serverI18n("de")}>
        <ListingForm
          {...{ facts, removeFile, action: "/x", seen: undefined, hadFile: false }}
          file="antrag.pdf"
          problems={[{ name: "name", code: "missing" }]}
        >
          {null}
        </ListingForm>
      </I18nextProvider>,
    ),
  )?.[0] ?? "";

test("that the stored form is to go is not forgotten when something else is wrong", () => {
  expect(removal(true)).toContain("checked");
  expect(removal(false)).not.toContain("checked");
  expect(removal(false)).not.toBe("");
});
