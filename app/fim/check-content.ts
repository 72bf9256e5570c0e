import type { SaxesAttributeNS, SaxesTagNS } from "saxes";
import type { AttributeType, ContentType, Particle } from "./content-model.ts";
import { genericodeNamespace } from "./grammar-genericode.ts";
import type { ProblemCode } from "./problems.ts";

/** Why an element may not stand where it stands, or is not written as it must be. */
export interface ContentFault {
  readonly code: ProblemCode;
  readonly message: string;
}

/** An open element while its children come by. */
export interface ContentFrame {
  readonly name: string;
  readonly type: ContentType;
  /** Which particle is at hand, and how often it occurred. */
  index: number;
  count: number;
  /** Whether the particle before it occurred. */
  previous: boolean;
}

const instance = "http://www.w3.org/2001/XMLSchema-instance";
const declarations = "http://www.w3.org/2000/xmlns/";
const hints = new Set(["schemaLocation", "noNamespaceSchemaLocation"]);
const foreignContent: ContentType = {
  attributes: new Map(),
  open: "anything",
  particles: () => [],
};

export function openFrame(name: string, type: ContentType): ContentFrame {
  return { name, type, index: 0, count: 0, previous: false };
}

/** Type of a child that comes next, or why it may not come there. */
export function stepInto(
  frame: ContentFrame,
  { local, uri }: { readonly local: string; readonly uri: string },
): ContentType | ContentFault {
  const { open } = frame.type;
  if (open === "anything") return foreignContent;
  if (open === "others" && uri !== "" && uri !== genericodeNamespace) return foreignContent;
  const particles = frame.type.particles();
  for (let particle = particles[frame.index]; particle; particle = particles[frame.index]) {
    const element = particle.elements.get(local);
    const previousIsMissing = particle.needsPrevious === true && !frame.previous;
    if (element?.uri === uri && !previousIsMissing) {
      frame.count += 1;
      if (frame.count > particle.max) break;
      return element.type;
    }
    if (frame.count < particle.min) {
      const missing = `${namesOf(particle)} is missing before ${local}`;
      return { code: "missingElement", message: `in ${frame.name} ${missing}` };
    }
    advance(frame);
  }
  return { code: "unexpectedElement", message: `${local} may not stand here in ${frame.name}` };
}

function advance(frame: ContentFrame): void {
  frame.previous = frame.count > 0;
  frame.index += 1;
  frame.count = 0;
}

/** What is still missing when an element ends. */
export function checkEnd(frame: ContentFrame): ContentFault | undefined {
  const particles = frame.type.particles();
  for (let particle = particles[frame.index]; particle; particle = particles[frame.index]) {
    if (frame.count < particle.min) {
      const message = `in ${frame.name} ${namesOf(particle)} is missing`;
      return { code: "missingElement", message };
    }
    advance(frame);
  }
  return undefined;
}

function namesOf({ elements }: Particle): string {
  return [...elements.keys()].join(" or ");
}

/** Whether the text of an element is written as its type demands. */
export function checkText({ name, type }: ContentFrame, text: string): ContentFault | undefined {
  if (type.open === "anything") return undefined;
  if (type.text) {
    const expected = type.text(text);
    if (expected === undefined) return undefined;
    return { code: "invalidValue", message: `${name} "${shortened(text)}": expected ${expected}` };
  }
  if (text === "" || (type.isEmpty !== true && /^[\t\n\r ]*$/.test(text))) return undefined;
  const message = `${name} must hold no text, but "${shortened(text.trim())}" stands there`;
  return { code: "unexpectedText", message };
}

/** Whether an element has the attributes that it must and may have; `ids` grows by those it bears. */
export function checkAttributes(
  name: string,
  type: ContentType,
  { attributes }: SaxesTagNS,
  ids: Set<string>,
): ContentFault | undefined {
  if (type === foreignContent) return undefined;
  let found = 0;
  for (const attribute of Object.values(attributes)) {
    if (attribute.uri === declarations) continue;
    if (attribute.uri === instance && hints.has(attribute.local)) continue;
    const known = type.attributes.get(keyOf(attribute));
    if (!known) {
      const message = `${name} may not have the attribute ${attribute.name}`;
      return { code: "invalidAttribute", message };
    }
    found += 1;
    const expected = expectedOf(known, attribute.value, ids);
    if (expected !== undefined) {
      const said = `${attribute.name} "${shortened(attribute.value)}"`;
      return { code: "invalidAttribute", message: `${said} of ${name}: expected ${expected}` };
    }
  }
  return found === type.attributes.size ? undefined : missingAttribute(name, type, attributes);
}

function keyOf({ uri, local }: SaxesAttributeNS): string {
  return uri === "" ? local : `{${uri}}${local}`;
}

function expectedOf(
  { text, fixed, isId }: AttributeType,
  value: string,
  ids: Set<string>,
): string | undefined {
  if (isId === true) {
    if (ids.has(value.trim())) return "an id that nothing else has";
    ids.add(value.trim());
  }
  if (fixed === undefined || value === fixed) return text(value);
  return value.trim().replace(/[\t\n\r ]+/g, " ") === fixed ? undefined : fixed;
}

function missingAttribute(
  name: string,
  type: ContentType,
  attributes: SaxesTagNS["attributes"],
): ContentFault | undefined {
  const present = new Set(Object.values(attributes).map(keyOf));
  for (const [key, { isRequired }] of type.attributes) {
    if (isRequired && !present.has(key)) {
      return { code: "invalidAttribute", message: `${name} must have the attribute ${key}` };
    }
  }
  return undefined;
}

function shortened(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
