import { anyText, type Lexical } from "./lexical.ts";

/** What an element may hold: text of a kind, or elements in an order, each with its attributes. */
export interface ContentType {
  readonly attributes: ReadonlyMap<string, AttributeType>;
  /** How its text is to be written; absent: no text but white space between elements. */
  readonly text?: Lexical;
  /** True: not even white space. */
  readonly isEmpty?: boolean;
  /** The children in their order; a function because groups hold groups. */
  readonly particles: () => readonly Particle[];
  /** `others`: any elements of namespaces that are not genericode's; `anything`: what those may hold. */
  readonly open?: "others" | "anything";
}

export interface AttributeType {
  readonly text: Lexical;
  readonly isRequired: boolean;
  /** The only value that may stand there. */
  readonly fixed?: string;
  /** No two elements of the file may have the same. */
  readonly isId?: boolean;
}

/** A place in a sequence: one of its elements, `min` to `max` times. */
export interface Particle {
  readonly elements: ReadonlyMap<string, ElementType>;
  readonly min: number;
  readonly max: number;
  /** Only where the particle before it occurred. */
  readonly needsPrevious?: boolean;
}

export interface ElementType {
  /** Namespace, "" for none. */
  readonly uri: string;
  readonly type: ContentType;
}

const noAttributes: ReadonlyMap<string, AttributeType> = new Map();
const noParticles = (): readonly Particle[] => [];

/** An element that holds nothing but text. */
export function simple(
  text: Lexical = anyText,
  attributes: ContentType["attributes"] = noAttributes,
): ContentType {
  return { attributes, text, particles: noParticles };
}

/** An element that holds elements in an order. */
export function sequence(
  particles: readonly Particle[] | (() => readonly Particle[]),
  attributes: ContentType["attributes"] = noAttributes,
): ContentType {
  return { attributes, particles: typeof particles === "function" ? particles : () => particles };
}

/** An element that says everything by its attributes. */
export function empty(attributes: ContentType["attributes"]): ContentType {
  return { attributes, isEmpty: true, particles: noParticles };
}

export function attributes(
  types: Readonly<Record<string, AttributeType>>,
): ReadonlyMap<string, AttributeType> {
  return new Map(Object.entries(types));
}
export function required(text: Lexical = anyText, fixed?: string): AttributeType {
  return { text, isRequired: true, ...(fixed !== undefined && { fixed }) };
}
export function optional(text: Lexical = anyText, fixed?: string): AttributeType {
  return { text, isRequired: false, ...(fixed !== undefined && { fixed }) };
}

/** What the particles of one namespace are written with. */
export interface Particles {
  /** Exactly one. */
  readonly one: (name: string, type: ContentType) => Particle;
  /** One or none. */
  readonly maybe: (name: string, type: ContentType) => Particle;
  /** Any number. */
  readonly many: (name: string, type: ContentType) => Particle;
  /** At least one. */
  readonly some: (name: string, type: ContentType) => Particle;
  /** One of several, `min` to `max` times. */
  readonly either: (
    types: Readonly<Record<string, ContentType>>,
    min?: number,
    max?: number,
  ) => Particle;
}

export function particlesOf(uri: string): Particles {
  const either: Particles["either"] = (types, min = 1, max = 1) => ({
    elements: new Map(Object.entries(types).map(([name, type]) => [name, { uri, type }])),
    min,
    max,
  });
  return {
    either,
    one: (name, type) => either({ [name]: type }),
    maybe: (name, type) => either({ [name]: type }, 0),
    many: (name, type) => either({ [name]: type }, 0, Infinity),
    some: (name, type) => either({ [name]: type }, 1, Infinity),
  };
}

const { one } = particlesOf("");

/** XÖV code: `code` without namespace, and attributes that name the list. */
export function code(text: Lexical, uri: string, version: string | undefined): ContentType {
  return sequence(
    [one("code", simple(text))],
    attributes({
      listURI: optional(anyText, uri),
      listVersionID: version === undefined ? required() : optional(anyText, version),
    }),
  );
}
