import {
  attributes,
  optional,
  particlesOf,
  required,
  sequence,
  simple,
  type AttributeType,
  type ContentType,
  type Particle,
} from "./content-model.ts";
import { anyText, anyUri, language, ncName, oneOf } from "./lexical.ts";

export const genericodeNamespace = "http://docs.oasis-open.org/codelist/ns/genericode/1.0/";
const xml = "http://www.w3.org/XML/1998/namespace";

// Below the root nothing has a namespace.
const { one, maybe, many, some, either } = particlesOf("");
const qualified = particlesOf(genericodeNamespace);

const id: AttributeType = { ...required(ncName), isId: true };
const lang = { [`{${xml}}lang`]: optional(language) };
const base = { [`{${xml}}base`]: optional(anyUri) };
const uri = simple(anyUri);
const foreign = (more: Readonly<Record<string, AttributeType>> = {}): ContentType => ({
  ...sequence([], attributes(more)),
  open: "others",
});

const annotation = sequence([many("Description", foreign(lang)), maybe("AppInfo", foreign())]);
const named = attributes({ Identifier: optional(), ...lang });
const nameSet = [
  one("ShortName", simple(anyText, attributes(lang))),
  many("LongName", simple(anyText, named)),
];
const versionUris = [
  maybe("CanonicalUri", uri),
  { ...maybe("CanonicalVersionUri", uri), needsPrevious: true },
];
const referenceUris = [one("CanonicalVersionUri", uri), many("LocationUri", uri)];

const header = [
  maybe("Annotation", annotation),
  one(
    "Identification",
    sequence([
      ...nameSet,
      one("Version", simple()),
      one("CanonicalUri", uri),
      ...referenceUris,
      many("AlternateFormatLocationUri", simple(anyUri, attributes({ MimeType: optional() }))),
      maybe(
        "Agency",
        sequence([
          maybe("ShortName", simple(anyText, attributes(lang))),
          many("LongName", simple(anyText, named)),
          many("Identifier", simple(anyText, named)),
        ]),
      ),
    ]),
  ),
];

const parameter = simple(anyText, attributes({ ShortName: required(), LongName: optional() }));
const use = oneOf("optional", "required");
const column = sequence(
  [
    maybe("Annotation", annotation),
    ...nameSet,
    ...versionUris,
    one(
      "Data",
      sequence(
        [maybe("Annotation", annotation), many("Parameter", parameter)],
        attributes({
          Type: required(),
          DatatypeLibrary: optional(anyUri),
          Lang: optional(language),
        }),
      ),
    ),
  ],
  attributes({ Id: id, Use: required(use) }),
);
const columnRef = sequence(
  [
    maybe("Annotation", annotation),
    ...referenceUris,
    maybe(
      "Data",
      sequence([many("Parameter", parameter)], attributes({ Lang: optional(language) })),
    ),
  ],
  attributes({
    Id: id,
    ExternalRef: required(ncName),
    Use: optional(use),
    ...base,
  }),
);
const key = sequence(
  [
    maybe("Annotation", annotation),
    ...nameSet,
    ...versionUris,
    some(
      "ColumnRef",
      sequence([maybe("Annotation", annotation)], attributes({ Ref: required(ncName) })),
    ),
  ],
  attributes({ Id: id }),
);
const keyRef = sequence(
  [maybe("Annotation", annotation), ...referenceUris],
  attributes({ Id: id, ExternalRef: required(ncName), ...base }),
);
const columns = [
  either({ Column: column, ColumnRef: columnRef }, 0, Infinity),
  either({ Key: key, KeyRef: keyRef }, 0, Infinity),
];
const library = { DatatypeLibrary: optional(anyUri) };

const value = sequence(
  [
    maybe("Annotation", annotation),
    either({ SimpleValue: simple(), ComplexValue: foreign() }, 0, 1),
  ],
  attributes({ ColumnRef: optional(ncName) }),
);
const row = sequence([maybe("Annotation", annotation), some("Value", value)]);
const reference = sequence(
  [
    maybe("Annotation", annotation),
    one("CanonicalUri", uri),
    maybe("CanonicalVersionUri", uri),
    many("LocationUri", uri),
  ],
  attributes(base),
);

const codeList = sequence(
  [
    ...header,
    either({
      ColumnSet: sequence(columns, attributes({ ...library, ...base })),
      ColumnSetRef: sequence([maybe("Annotation", annotation), ...referenceUris], attributes(base)),
    }),
    maybe("SimpleCodeList", sequence([maybe("Annotation", annotation), many("Row", row)])),
  ],
  attributes(base),
);
const codeListSet: ContentType = sequence(
  (): Particle[] => [
    ...header,
    either(
      { CodeListRef: reference, CodeListSet: codeListSet, CodeListSetRef: reference },
      0,
      Infinity,
    ),
  ],
  attributes(base),
);
const columnSet = sequence([...header, ...columns], attributes({ ...library, ...base }));

/** Genericode 1.0 inside a message of XDatenfelder: any number of whole documents. */
export const genericode = sequence([
  qualified.either(
    { CodeList: codeList, CodeListSet: codeListSet, ColumnSet: columnSet },
    0,
    Infinity,
  ),
]);
