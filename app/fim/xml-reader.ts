import { SaxesParser, type SaxesTagNS } from "saxes";
import {
  checkAttributes,
  checkEnd,
  checkText,
  openFrame,
  stepInto,
  type ContentFault,
  type ContentFrame,
} from "./check-content.ts";
import type { ContentType } from "./content-model.ts";
import { placesOf, type Shortened } from "./passed-over.ts";
import { error, type ImportProblem } from "./problems.ts";
import { decodeXml } from "./xml-text.ts";

/** An element of the file as far as readers want it; `line` and `column` are where its start tag ends. */
export interface XmlElement {
  readonly uri: string;
  readonly local: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
  /** Its own character data, untrimmed. */
  readonly text: string;
  readonly line: number;
  readonly column: number;
}

type Growing = XmlElement & { children: XmlElement[]; text: string };

export type XmlOutcome =
  | { readonly ok: true; readonly root: XmlElement }
  | { readonly ok: false; readonly problem: ImportProblem };

export interface XmlOptions {
  /** Subtrees that are checked while streaming and then forgotten, so that they cost no memory. */
  readonly skip?: (local: string, uri: string) => boolean;
  /** What a root of that name holds; the file is held against it while streaming. */
  readonly contentOf?: (local: string, uri: string) => ContentType | undefined;
  /** Takes out what need not be parsed. */
  readonly shorten?: (text: string) => Shortened;
}

/** Groups lie three elements apart; the deepest schema known needs 30. */
export const maxXmlDepth = 120;
export const maxXmlElements = 1_000_000;
/** One text, tag or comment; the parser takes start tags with very many attributes badly. */
export const maxXmlToken = 1024 * 1024;
const chunkSize = 256 * 1024;

/** Ends parsing at the first trouble; never leaves this file. */
class Refused extends Error {
  readonly problem: ImportProblem;
  constructor(problem: ImportProblem) {
    super(problem.message);
    this.problem = problem;
  }
}

/**
 * Reads namespaced XML in one pass. Refuses DOCTYPE (and with it every entity of its own), malformed
 * input, and what exceeds size, depth or number of elements. Never throws for bad input.
 */
export function readXml(input: string | Uint8Array, options: XmlOptions = {}): XmlOutcome {
  const decoded = decodeXml(input);
  if (!decoded.ok) return decoded;
  try {
    return { ok: true, root: parse(decoded.text, options) };
  } catch (thrown) {
    if (thrown instanceof Refused) return { ok: false, problem: thrown.problem };
    throw thrown;
  }
}

interface Open {
  readonly element: Growing;
  /** Absent where nothing is known of what the element may hold. */
  readonly frame: ContentFrame | undefined;
}

function parse(whole: string, options: XmlOptions): XmlElement {
  const { text, cuts } = options.shorten?.(whole) ?? { text: whole, cuts: [] };
  const places = placesOf(whole, cuts);
  const parser = new SaxesParser({ xmlns: true });
  const open: Open[] = [];
  const ids = new Set<string>();
  let root: XmlElement | undefined;
  let elements = 0;
  let events = 0;

  const here = (): { line: number; column: number } => places.at(parser.position);
  const refuse = (code: ImportProblem["code"], message: string): never => {
    throw new Refused(error(code, message, here()));
  };
  const demand = (fault: ContentFault | undefined): void => {
    if (fault) refuse(fault.code, fault.message);
  };

  parser.on("error", (cause) => refuse("malformedXml", cause.message.replace(/^\d+:\d+: /, "")));
  parser.on("doctype", () => refuse("doctypeForbidden", "a document type is not accepted"));
  parser.on("opentag", (tag) => {
    events += 1;
    elements += 1;
    if (open.length >= maxXmlDepth) refuse("tooDeep", `nested deeper than ${String(maxXmlDepth)}`);
    if (elements > maxXmlElements) refuse("tooManyElements", "too many elements");
    const parent = open.at(-1);
    const type = typeOf(tag, parent, options.contentOf);
    if (type && "code" in type) refuse(type.code, type.message);
    const element = elementOf(tag, here());
    const known = type && !("code" in type) ? type : undefined;
    if (known && places.isStandIn(parser.position)) {
      // The shape vouches for all but one thing: `code` must be without namespace.
      if ((parser.resolve("") ?? "") !== "") refuse("unexpectedElement", "code has a namespace");
      open.push({ element, frame: undefined });
      return;
    }
    if (known) demand(checkAttributes(tag.local, known, tag, ids));
    if (!options.skip?.(tag.local, tag.uri)) parent?.element.children.push(element);
    root ??= element;
    open.push({ element, frame: known && openFrame(tag.local, known) });
  });
  parser.on("closetag", () => {
    events += 1;
    const closed = open.pop();
    if (!closed?.frame) return;
    demand(checkEnd(closed.frame));
    const fault = checkText(closed.frame, closed.element.text);
    if (!fault) return;
    const { line, column } = closed.element;
    throw new Refused(error(fault.code, fault.message, { line, column }));
  });
  const collect = (piece: string): void => {
    const inner = open.at(-1);
    if (!inner) return;
    if (inner.frame && isLayout(inner.frame.type)) demand(checkText(inner.frame, piece));
    else inner.element.text += piece;
  };
  parser.on("text", collect);
  parser.on("cdata", collect);
  let idle = 0;
  for (let start = 0; start < text.length; start += chunkSize) {
    const before = events;
    parser.write(text.slice(start, start + chunkSize));
    idle = events > before ? 0 : idle + chunkSize;
    if (idle > maxXmlToken) refuse("tooLarge", `more than ${String(maxXmlToken)} at a stretch`);
  }
  parser.close();
  return root ?? refuse("malformedXml", "no element");
}

function typeOf(
  tag: SaxesTagNS,
  parent: Open | undefined,
  contentOf: XmlOptions["contentOf"],
): ContentType | ContentFault | undefined {
  if (!parent) return contentOf?.(tag.local, tag.uri);
  return parent.frame && stepInto(parent.frame, tag);
}

/** White space between elements is no text that anyone wants. */
function isLayout(type: ContentType): boolean {
  return !type.text && type.isEmpty !== true && type.open !== "anything";
}

function elementOf(tag: SaxesTagNS, where: { line: number; column: number }): Growing {
  const attributes: Record<string, string> = {};
  for (const attribute of Object.values(tag.attributes)) {
    if (attribute.uri === "") attributes[attribute.local] = attribute.value;
  }
  return { uri: tag.uri, local: tag.local, attributes, children: [], text: "", ...where };
}

/** The first child of that name, of the parent's namespace or of none (code values have none). */
export function child(parent: XmlElement, local: string): XmlElement | undefined {
  return parent.children.find((element) => isChild(parent, element, local));
}

/** All children of that name. */
export function childrenOf(parent: XmlElement, local: string): XmlElement[] {
  return parent.children.filter((element) => isChild(parent, element, local));
}

function isChild(parent: XmlElement, element: XmlElement, local: string): boolean {
  return element.local === local && (element.uri === parent.uri || element.uri === "");
}

/** Trimmed text with plain line feeds of a descendant; undefined where it is missing or empty. */
export function textAt(parent: XmlElement, ...path: readonly string[]): string | undefined {
  let element: XmlElement | undefined = parent;
  for (const local of path) element = element && child(element, local);
  const text = element?.text.replace(/\r\n?/g, "\n").trim();
  return text === "" ? undefined : text;
}
