import type { CodeListReference, FimField, FimValue } from "./model.ts";
import { always, code, text, type Elements, type Notes } from "./write-parts.ts";
import { writeRule } from "./write-rule.ts";
import type { WrittenElement } from "./write-xml.ts";

/** What only fields say, behind what groups say too. */
export function writeField(field: FimField): Elements {
  const { asWritten: notes, codeList, values, maxSize } = field;
  return [
    ...code("feldart", field.fieldKind, notes),
    ...code("datentyp", field.dataType, notes),
    ...writePrecision(field),
    ...text("inhalt", field.content, notes),
    ...code("vorbefuellung", field.prefill ?? "keine", notes),
    ...(values ? [{ name: "xdf3:werte", content: values.map(writeValue) }] : []),
    ...(codeList ? [writeReference(codeList, notes)] : []),
    ...text("codeKey", codeList?.codeKey, notes),
    ...text("nameKey", codeList?.nameKey, notes),
    ...text("helpKey", codeList?.helpKey, notes),
    ...field.rules.map(writeRule),
    ...text("maxSize", maxSize === undefined ? undefined : String(maxSize), notes),
    ...field.mediaTypes.flatMap((type, index) =>
      text("mediaType", type, notes, `mediaType[${String(index)}]`),
    ),
  ];
}

function writePrecision({ precision, asWritten: notes }: FimField): Elements {
  const key = "praezisierung";
  const number = (value: number | undefined): string | undefined =>
    value === undefined ? undefined : String(value);
  const kept = {
    minLength: number(precision.minLength),
    maxLength: number(precision.maxLength),
    minValue: precision.minValue,
    maxValue: precision.maxValue,
    pattern: precision.pattern,
  };
  const attributes = Object.fromEntries(
    Object.entries(kept).map(([name, value]) => [name, notes?.[`${key}@${name}`] ?? value]),
  );
  const content = notes?.[key] ?? precision.remark;
  const isThere =
    content !== undefined || Object.values(attributes).some((one) => one !== undefined);
  return isThere ? [{ name: `xdf3:${key}`, attributes, content: content ?? "" }] : [];
}

function writeValue({ code: kept, name, help, asWritten: notes }: FimValue): WrittenElement {
  return {
    name: "xdf3:wert",
    content: [
      ...always("code", kept, notes),
      ...always("name", name, notes),
      ...text("hilfe", help, notes),
    ],
  };
}

function writeReference(reference: CodeListReference, notes: Notes): WrittenElement {
  const name = "codelisteReferenz";
  const key = (part: string): string => `${name}/${part}`;
  const { uri, version, versionUri } = reference;
  return {
    name: `xdf3:${name}`,
    content: [
      ...text("canonicalIdentification", uri, notes, key("canonicalIdentification")),
      ...text("version", version, notes, key("version")),
      ...text("canonicalVersionUri", versionUri, notes, key("canonicalVersionUri")),
    ],
  };
}
