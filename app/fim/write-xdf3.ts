import { namespace3 } from "./grammar-3.ts";
import type { FimField, FimGroup, FimPosition, FimRelease, FimSchema } from "./model.ts";
import { multiplicityOf } from "./read-structure.ts";
import { upcastSchema } from "./upcast-schema.ts";
import { writeField } from "./write-field.ts";
import {
  always,
  code,
  identification,
  keywords,
  references,
  text,
  type Elements,
  type Notes,
} from "./write-parts.ts";
import { writeRule } from "./write-rule.ts";
import { writeXml, type WrittenElement } from "./write-xml.ts";

/**
 * Writes a schema as XDatenfelder 3.0.0, in the message that it was read from (0102, 0103 or 0104). What was
 * read from 3.0.0 is written again canonically equal, but for `relation`, which is not kept; 2.0 is lifted first.
 */
export function writeXdf3(schema: FimSchema): string {
  const lifted = schema.standard === "xdatenfelder_2" ? upcastSchema(schema) : schema;
  const [only] = lifted.positions;
  const holds = lifted.message.holds;
  const body = holds !== undefined && only ? writeElement(only.element) : writeSchema(lifted);
  const root = {
    group: "datenfeldgruppe.0103",
    field: "datenfeld.0104",
    schema: "stammdatenschema.0102",
  }[holds ?? "schema"];
  return writeXml({
    name: `xdf3:xdatenfelder.${root}`,
    attributes: { "xmlns:xdf3": namespace3 },
    content: [writeHeader(lifted), body],
  });
}

function writeHeader({ message, id, release }: FimSchema): WrittenElement {
  const { asWritten: notes } = message;
  const time = message.createdAt ?? release.changedAt ?? "1970-01-01T00:00:00Z";
  const quality = message.dataQuality;
  return {
    name: "xdf3:header",
    content: [
      ...always("nachrichtID", message.id ?? (notes ? undefined : id), notes),
      ...always("erstellungszeitpunkt", time, notes),
      ...text("referenzID", message.referenceId, notes),
      ...text("produktbezeichnung", message.productName, notes),
      ...text("produkthersteller", message.productMaker, notes),
      ...text("produktversion", message.productVersion, notes),
      ...(quality === undefined ? [] : code("datenqualitaet", quality, notes)),
    ],
  };
}

function writeSchema(schema: FimSchema): WrittenElement {
  const { asWritten: notes, derivation } = schema;
  return {
    name: "xdf3:stammdatenschema",
    content: [
      ...common(schema),
      ...always("bezeichnung", schema.label, notes),
      ...text("hilfetext", schema.help, notes),
      ...code("ableitungsmodifikationenStruktur", derivation?.structure ?? "0", notes),
      ...code("ableitungsmodifikationenRepraesentation", derivation?.representation ?? "0", notes),
      identification(schema.documentProfile ?? { id: "" }, notes, "dokumentsteckbrief"),
      ...schema.rules.map(writeRule),
      ...schema.positions.map(writePosition),
    ],
  };
}

function common(of: FimSchema | FimField | FimGroup): Elements {
  const { asWritten: notes, release } = of;
  return [
    identification(of, notes),
    ...always("name", of.name, notes),
    ...text("beschreibung", of.description, notes),
    ...text("definition", of.definition, notes),
    ...references(of.references),
    ...code("freigabestatus", release.status ?? "", notes, release.statusListVersion ?? ""),
    ...dates(release, notes),
    ...keywords(of.keywords),
  ];
}

function dates(release: FimRelease, notes: Notes): Elements {
  return [
    ...text("statusGesetztAm", release.setOn, notes),
    ...text("statusGesetztDurch", release.setBy, notes),
    ...text("gueltigAb", release.validFrom, notes),
    ...text("gueltigBis", release.validUntil, notes),
    ...text("versionshinweis", release.note, notes),
    ...text("veroeffentlichungsdatum", release.publishedOn, notes),
    ...always("letzteAenderung", release.changedAt, notes),
  ];
}

function writePosition(position: FimPosition): WrittenElement {
  return {
    name: "xdf3:struktur",
    content: [
      ...always("anzahl", multiplicityOf(position), position.asWritten),
      ...references(position.references),
      { name: "xdf3:enthaelt", content: [writeElement(position.element)] },
    ],
  };
}

function writeElement(element: FimField | FimGroup): WrittenElement {
  const { asWritten: notes } = element;
  const shared = [
    ...common(element),
    ...always("bezeichnungEingabe", element.label, notes),
    ...text("bezeichnungAusgabe", element.outputLabel, notes),
    ...code("schemaelementart", element.elementKind ?? "RNG", notes),
    ...text("hilfetextEingabe", element.help, notes),
    ...text("hilfetextAusgabe", element.outputHelp, notes),
  ];
  return element.type === "field"
    ? { name: "xdf3:datenfeld", content: [...shared, ...writeField(element)] }
    : { name: "xdf3:datenfeldgruppe", content: [...shared, ...writeGroup(element)] };
}

function writeGroup(group: FimGroup): Elements {
  return [
    ...(group.isChoice ? code("art", "X", group.asWritten) : []),
    ...group.rules.map(writeRule),
    ...group.positions.map(writePosition),
  ];
}
