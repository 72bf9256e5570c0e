import { SaxesParser } from "saxes";
import type { DataValue } from "../domain/submission.ts";

/** An element of data; its name without namespace. */
export interface XmlTree {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlTree[];
  /** Its own text, as it stands. */
  readonly text: string;
}

type Growing = XmlTree & { children: XmlTree[]; text: string };

/** More than any form has. */
const bounds = { depth: 100, elements: 100_000 };

/** The elements of data that somebody has sent. Undefined for what is no XML, has a document type, or is too large. */
export function readXmlTree(bytes: Uint8Array): XmlTree | undefined {
  const parser = new SaxesParser({ xmlns: true });
  const open: Growing[] = [];
  let root: XmlTree | undefined;
  let count = 0;
  const refuse = (): never => {
    throw new RefusedError();
  };
  parser.on("error", refuse);
  parser.on("doctype", refuse);
  parser.on("opentag", ({ local, attributes }) => {
    count += 1;
    if (open.length >= bounds.depth || count > bounds.elements) refuse();
    const own = Object.values(attributes).map((one) => [one.local, one.value] as const);
    const element = { name: local, attributes: Object.fromEntries(own), children: [], text: "" };
    open.at(-1)?.children.push(element);
    root ??= element;
    open.push(element);
  });
  const add = (text: string): void => {
    const top = open.at(-1);
    if (top) top.text += text;
  };
  parser.on("text", add);
  parser.on("cdata", add);
  parser.on("closetag", () => {
    open.pop();
  });
  try {
    parser.write(new TextDecoder("utf-8", { fatal: true }).decode(bytes)).close();
  } catch (error) {
    if (error instanceof RefusedError || error instanceof TypeError) return undefined;
    throw error;
  }
  return root;
}

/** Ends parsing at the first trouble; never leaves this file. */
class RefusedError extends Error {
  override readonly name = "RefusedError";
}

/** The same as nested values by the names of the elements, for data of which nothing else is known. */
export function treeData({ children, text }: XmlTree): DataValue {
  if (children.length === 0) return text.trim();
  const data: Record<string, DataValue> = {};
  for (const child of children) {
    const value = treeData(child);
    const before = data[child.name];
    if (before === undefined) data[child.name] = value;
    else
      data[child.name] = Array.isArray(before)
        ? [...(before as DataValue[]), value]
        : [before, value];
  }
  return data;
}
