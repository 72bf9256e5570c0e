/** What the pressed button asks for. Buttons are named `intent`, so that all of it works without JavaScript. */
export type Intent =
  | { readonly kind: "next" }
  /** Put the page aside as it is, and go on another day. */
  | { readonly kind: "later" }
  /** Repeated values of one field: another line, one line less. */
  | { readonly kind: "addLine"; readonly name: string }
  | { readonly kind: "removeLine"; readonly name: string; readonly index: number }
  /** Search in a long list. */
  | { readonly kind: "search"; readonly name: string }
  | { readonly kind: "upload"; readonly name: string }
  | { readonly kind: "removeFile"; readonly name: string; readonly file: string }
  /** A phone's link for a field: open one, end one; look what has come. */
  | { readonly kind: "capture"; readonly name: string }
  | { readonly kind: "endCapture"; readonly capture: string }
  | { readonly kind: "refresh"; readonly name: string }
  /** Items of a repeated group. */
  | { readonly kind: "add" }
  | { readonly kind: "remove"; readonly item: string }
  | { readonly kind: "moveUp"; readonly item: string }
  | { readonly kind: "moveDown"; readonly item: string };

/** Whether a press changes files, or what leads to them. */
export function touchesFiles({ kind }: Intent): boolean {
  return kind === "removeFile" || kind === "capture" || kind === "endCapture";
}

/** Reads the value of the pressed button; whatever is unknown means "next", the harmless one. */
export function readIntent(text: string | undefined): Intent {
  const [kind = "", rest = ""] = split(text ?? "", text?.indexOf(":") ?? -1);
  switch (kind) {
    case "add":
    case "later":
      return { kind };
    case "remove":
    case "moveUp":
    case "moveDown":
      return { kind, item: rest };
    case "addLine":
    case "search":
    case "upload":
    case "capture":
    case "refresh":
      return { kind, name: rest };
    case "endCapture":
      return { kind, capture: rest.slice(rest.lastIndexOf(":") + 1) };
    case "removeLine": {
      const [name = "", index = ""] = split(rest, rest.lastIndexOf("#"));
      return { kind, name, index: Number.parseInt(index, 10) };
    }
    case "removeFile": {
      const [name = "", file = ""] = split(rest, rest.lastIndexOf(":"));
      return { kind, name, file };
    }
    default:
      return { kind: "next" };
  }
}

function split(text: string, at: number): [string, string] {
  return at === -1 ? [text, ""] : [text.slice(0, at), text.slice(at + 1)];
}
