import { codeLists3 } from "./grammar-3.ts";
import type { AsWritten, FimIdentification, FimKeyword, LegalReference } from "./model.ts";
import type { WrittenElement } from "./write-xml.ts";

export type Elements = readonly WrittenElement[];
export type Notes = AsWritten | undefined;

/** An element with text: as it was written, else as it is kept; none where there is nothing. */
export function text(name: string, kept: string | undefined, notes?: Notes, key = name): Elements {
  const written = notes?.[key] ?? kept;
  return written === undefined ? [] : [{ name: `xdf3:${name}`, content: written }];
}

/** Like `text`, for what the standard demands. */
export function always(
  name: string,
  kept: string | undefined,
  notes?: Notes,
  key = name,
): Elements {
  return text(name, kept ?? "", notes, key);
}

export function code(
  name: keyof typeof codeLists3,
  kept: string,
  notes: Notes,
  version?: string,
): Elements {
  const [uri, listVersion] = codeLists3[name];
  const attribute = (key: string, value: string | undefined): string | undefined => {
    const written = notes?.[`${name}@${key}`];
    return written === null ? undefined : (written ?? value);
  };
  const content = notes?.[`${name}/code`] ?? kept;
  return [
    {
      name: `xdf3:${name}`,
      attributes: {
        listURI: attribute("listURI", uri),
        listVersionID: attribute("listVersionID", version ?? listVersion),
      },
      content: [{ name: "code", content }],
    },
  ];
}

export function identification(
  { id, version }: FimIdentification,
  notes: Notes,
  name = "identifikation",
): WrittenElement {
  return {
    name: `xdf3:${name}`,
    content: [
      ...always("id", id, notes, `${name}/id`),
      ...text("version", version, notes, `${name}/version`),
    ],
  };
}

export function references(list: readonly LegalReference[]): Elements {
  return list.map(({ text: kept, link, written }) => ({
    name: "xdf3:bezug",
    attributes: { link },
    content: written ?? kept,
  }));
}

export function keywords(list: readonly FimKeyword[]): Elements {
  return list.map(({ text: kept, uri, written }) => ({
    name: "xdf3:stichwort",
    attributes: { uri: uri ?? "" },
    content: written ?? kept,
  }));
}
