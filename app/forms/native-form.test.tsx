import { describe, expect, it } from "vitest";
import { fieldKinds } from "#app/domain/fields/field-kinds.ts";
import type { FieldKind } from "#app/domain/fields/kinds.ts";
import { validatePageForm } from "#app/domain/page-form-check.ts";
import type { FormGroup, FormNode } from "#app/domain/page-form.ts";
import { controlName } from "#app/domain/read-field.ts";
import { idOf } from "#app/ui/controls/id-of.ts";
import { everyKind, fieldOf, pageOf, typedForEveryKind } from "./fixtures/all-kinds.ts";
import { controlNames, sentBy, tagsOf } from "./fixtures/read-html.ts";
import { renderForm } from "./fixtures/render-form.tsx";

const kinds = Object.keys(everyKind) as FieldKind[];
const whole = pageOf(Object.values(everyKind));

describe.each(kinds)("a %s", (kind) => {
  const field = everyKind[kind];
  const { parts } = fieldKinds[kind];
  const form = pageOf([field]);

  it("has exactly the controls that the engine reads", () => {
    const wanted = parts.map((part) => controlName(field.name, part));
    expect(controlNames(renderForm({ form }))).toEqual(wanted);
  });

  it("ties label, hint and error to its controls", () => {
    const wrong = controlName(field.name, parts[0] ?? "");
    const html = renderForm({ form, errors: [{ name: wrong, code: "required" }] });
    const tags = tagsOf(html);
    const ids = tags.flatMap(({ attributes }) => attributes["id"] ?? []);
    expect(new Set(ids).size).toBe(ids.length);
    const described = tags.flatMap(({ attributes }) =>
      (attributes["aria-describedby"] ?? "").split(" "),
    );
    for (const id of described.filter(Boolean)) expect(ids).toContain(id);
    const labelled = tags.flatMap(({ attributes }) => attributes["for"] ?? []);
    for (const { name, attributes } of tags) {
      const control =
        ["input", "textarea", "select"].includes(name) && attributes["type"] !== "hidden";
      if (control) expect(labelled).toContain(attributes["id"]);
    }
    if (parts.length === 0) return;
    // The summary's link lands on a control, and the sentence is read out with it.
    expect(tags.some(({ attributes }) => attributes["href"] === `#${idOf(wrong)}`)).toBe(true);
    expect(ids).toContain(idOf(wrong));
    const told = tags.filter(({ attributes }) => attributes["id"]?.endsWith("_error"));
    expect(told).toHaveLength(1);
    expect(described).toContain(told[0]?.attributes["id"]);
  });

  it("tells what is required, and leaves the checking to us", () => {
    const requiredIn = (required: boolean) =>
      tagsOf(renderForm({ form: pageOf([{ ...field, required }]) })).filter(
        ({ attributes }) => attributes["aria-required"] === "true",
      );
    // No such property for groups of check boxes and for files.
    const told = parts.length > 0 && kind !== "multipleChoice" && kind !== "file";
    expect(requiredIn(true).length > 0).toBe(told);
    expect(requiredIn(false)).toEqual([]);
    expect(renderForm({ form: pageOf([field]) })).not.toMatch(/ required=/);
  });

  it("writes no styles of its own", () => {
    expect(renderForm({ form })).not.toContain("style=");
  });
});

describe("a page", () => {
  it("sends back what stands in it", () => {
    const raw = sentBy(renderForm({ form: whole, raw: typedForEveryKind }));
    const before = validatePageForm(whole, typedForEveryKind);
    expect(before.errors).toEqual([]);
    expect(validatePageForm(whole, raw)).toEqual(before);
  });

  it("is sent on by the Enter key whatever button follows", () => {
    const files = {
      "seite/file": [{ id: "a", name: "x.pdf", size: 1, mediaType: "", sha256: "" }],
    };
    const html = renderForm({ form: { ...whole, files } });
    const buttons = tagsOf(html).filter(({ name }) => name === "button");
    expect(buttons[0]?.attributes).toMatchObject({ type: "submit", name: "intent", value: "next" });
    expect(buttons.map(({ attributes }) => attributes["value"])).toEqual([
      "next",
      "removeFile:seite/file:a",
      "upload:seite/file",
      "next",
    ]);
  });

  it("carries files only where there is a question for them", () => {
    const formOf = (html: string) => tagsOf(html).find(({ name }) => name === "form")?.attributes;
    expect(formOf(renderForm({ form: whole }))).toMatchObject({
      method: "post",
      enctype: "multipart/form-data",
      novalidate: "",
    });
    expect(formOf(renderForm({ form: pageOf([everyKind.text]) }))).not.toHaveProperty("enctype");
  });

  it("escapes what was typed", () => {
    const html = renderForm({ form: whole, raw: { "seite/text": '"><script>alert(1)</script>' } });
    expect(html).not.toContain("<script");
  });
});

describe("conditions", () => {
  const moved = fieldOf("yesNo", {}, { name: "g/moved", label: { text: "Zugezogen?" } });
  const inner = fieldOf("text", {}, { name: "g/in/from", label: { text: "Woher?" } });
  const group: FormGroup = {
    type: "group",
    name: "g/in",
    label: { text: "Früherer Wohnort" },
    when: { op: "equals", field: "g/moved", value: true },
    children: [inner],
  };
  const form = pageOf([moved, group]);

  it("hide what does not apply", () => {
    expect(controlNames(renderForm({ form }))).toEqual(["g/moved"]);
  });

  it("make a page tell what it has shown, so that the second post is checked", () => {
    const html = renderForm({ form, raw: { "g/moved": "true" } });
    expect(controlNames(html)).toEqual(["g/moved", "_shown", "g/in/from"]);
    expect(sentBy(html)["_shown"]).toEqual(["g/in/from"]);
    expect(validatePageForm(form, sentBy(html)).errors).toEqual([
      { name: "g/in/from", code: "required" },
    ]);
  });
});

describe("lines", () => {
  const lines = fieldOf(
    "text",
    {},
    {
      name: "g:1/tags",
      label: { text: "Merkmal" },
      repeat: { min: 1, max: 3 },
    },
  );
  const intents = (html: string) =>
    tagsOf(html).flatMap(({ name, attributes }) =>
      name === "button" ? (attributes["value"] ?? "") : [],
    );

  it("begin with one", () => {
    const html = renderForm({ form: pageOf([lines]) });
    expect(controlNames(html)).toEqual(["g:1/tags#0"]);
    expect(intents(html)).toEqual(["next", "addLine:g:1/tags", "next"]);
  });

  it("can be taken away where there are more than needed, and end at the most", () => {
    const raw = { "g:1/tags#0": "a", "g:1/tags#1": "b", "g:1/tags#2": "" };
    const html = renderForm({ form: pageOf([lines]), raw });
    expect(intents(html)).toEqual([
      "next",
      "removeLine:g:1/tags#0",
      "removeLine:g:1/tags#1",
      "removeLine:g:1/tags#2",
      "next",
    ]);
    expect(validatePageForm(pageOf([lines]), sentBy(html)).values).toEqual({
      "g:1/tags": ["a", "b"],
    });
  });

  it("of a choice leave a trace even where nothing is chosen", () => {
    const field = fieldOf("yesNo", {}, { repeat: { min: 0, max: null } });
    const raw = sentBy(renderForm({ form: pageOf([field]), raw: { "seite/yesNo#0": "true" } }));
    expect(raw["seite/yesNo#0"]).toEqual(["", "true"]);
    expect(validatePageForm(pageOf([field]), raw).values).toEqual({ "seite/yesNo": [true] });
  });
});

describe("long lists", () => {
  const form = pageOf([fieldOf("choice", { list: "jobs" }, { required: false })]);

  it("are searched", () => {
    const html = renderForm({ form });
    expect(controlNames(html)).toEqual(["seite/choice/search"]);
    expect(html).toContain('value="search:seite/choice"');
  });

  it("keep what was chosen on offer", () => {
    const found = {
      "seite/choice": {
        chosen: [{ code: "3", label: { text: "Tischlerin" } }],
        hits: [{ code: "7", label: { text: "Bäcker" } }],
      },
    };
    const html = renderForm({
      form,
      found,
      raw: { "seite/choice": "3", "seite/choice/search": "B" },
    });
    expect(sentBy(html)).toEqual({ "seite/choice/search": ["B"], "seite/choice": ["3"] });
    expect(html).toContain("1 Treffer");
    expect(html).toContain("Tischlerin");
    expect(html).toContain("Bäcker");
  });
});

describe("groups", () => {
  const group: FormGroup = {
    type: "group",
    name: "adr",
    label: { text: "Anschrift" },
    children: [fieldOf("text", {}, { name: "adr/x" })],
  };
  const legends = (nodes: readonly FormNode[], title: string) =>
    tagsOf(renderForm({ form: pageOf(nodes), title })).filter(({ name }) => name === "legend")
      .length;

  it("do not repeat the page's title", () => {
    expect(legends([group], "Anschrift")).toBe(0);
    expect(legends([group], "Wohnung")).toBe(1);
    expect(legends([group, { ...group, name: "b" }], "Anschrift")).toBe(2);
  });
});
