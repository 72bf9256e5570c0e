import fc from "fast-check";
import { expect, it } from "vitest";
import { compileXsd } from "../fixtures/receiver-checks.ts";
import { escapeXml, escapeXmlAttribute } from "../escape-xml.ts";
import { xsdPattern } from "./xsd-pattern.ts";

it.each<[string, string?]>([
  [
    String.raw`[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+\.[A-Za-z]{1,63}$`,
    String.raw`[a-z.%]+@[A-Z-]+\.[A-Za-z]{1,63}`,
  ],
  [String.raw`([0]{1}[1-9]{1}|[1-9]{1}[0-9]{1})[0-9]{3}`],
  [String.raw`^\d{2,3}?-(?:[a-c]|x\.y)*z$|^z+$`, String.raw`\d{2,3}?-(?:[a-c]|x\.y)*z|z+`],
  [String.raw`[^\s\d\]^\-]+`],
  [String.raw`\w{1,3}\W?.`],
  [String.raw`.?[^q]`],
  [String.raw`[\u0041-\u{45}\/äöü€-]{1,}`],
  [String.raw`(?<name>a|b)\x41\n?`],
  [String.raw`a-b,\$\^[$^]`],
])("%s means the same in XML Schema", (pattern, plain = pattern) => {
  const translated = xsdPattern(pattern);
  if (translated === undefined) throw new Error("not translated");
  const validate = compileXsd(
    `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"><xs:element name="a"><xs:simpleType><xs:restriction base="xs:string"><xs:pattern value="${escapeXmlAttribute(translated)}"/></xs:restriction></xs:simpleType></xs:element></xs:schema>`,
  );
  const whole = new RegExp(`^(?:${pattern})$`, "u");
  const seen = { matching: 0, other: 0 };
  // The generator does not know anchors within.
  const near = fc.stringMatching(new RegExp(`^(?:${plain})$`, "u"));
  const any = fc.string({ unit: fc.constantFrom(...Array.from("aAbcxyz019-.,$^_%+@ä€ \n]/")) });
  fc.assert(
    fc.property(fc.oneof(near, any), (text) => {
      fc.pre(!/[^\t\n\u0020-\uD7FF\uE000-\uFFFD]/.test(text));
      const matches = whole.test(text);
      seen[matches ? "matching" : "other"] += 1;
      expect(validate(`<a>${escapeXml(text)}</a>`).length === 0).toBe(matches);
    }),
  );
  expect(Math.min(seen.matching, seen.other)).toBeGreaterThan(0);
});

it.each([
  String.raw`(?=a)b`,
  String.raw`(a)\1`,
  String.raw`\bwort`,
  String.raw`\p{L}+`,
  String.raw`[\p{L} ]`,
  String.raw`[a-z&&[aeiou]]`,
  String.raw`a$b`,
  String.raw`(^a)`,
  String.raw`[\W]`,
  String.raw`[^a]?[^q]`,
  String.raw`[]`,
  String.raw`(a`,
  String.raw`a)`,
  String.raw`a{`,
  String.raw`\u0000`,
])("%s cannot be said there for certain", (pattern) => {
  expect(xsdPattern(pattern)).toBeUndefined();
});
