import { joinPath } from "#app/domain/path.ts";
import type { Field, Node } from "#app/domain/service.ts";

const nameLike = /name|bezeichnung|titel|kennzeichen/i;
/** Names of something else than the item itself. */
const otherName = /geburtsname|frühere|straße|gemeindename/i;

interface Placed {
  readonly path: string;
  readonly field: Field;
}

/** The answers that tell one item of a repeated group from the others: names before anything else, then texts. */
export function itemTitleOf(children: readonly Node[]): string[] {
  const fields = fieldsIn(children, "");
  const texts = fields.filter(
    ({ field: { kind, repeat } }) => (kind === "text" || kind === "choice") && !repeat,
  );
  const names = texts.filter(
    ({ field: { kind, label } }) =>
      kind === "text" && nameLike.test(label.de) && !otherName.test(label.de),
  );
  const given = names.filter(({ field }) => /vorname/i.test(field.label.de)).slice(0, 1);
  const family = names.filter(({ field }) => /familienname|nachname/i.test(field.label.de));
  const person = [...given, ...family.slice(0, 1)];
  const chosen =
    person.length > 0 ? person : names.length > 0 ? names.slice(0, 2) : texts.slice(0, 1);
  return chosen.map(({ path }) => path);
}

/** In the order of the form; what lies in another repeated group names that one's items. */
function fieldsIn(nodes: readonly Node[], parent: string): readonly Placed[] {
  return nodes.flatMap((node): readonly Placed[] => {
    const path = joinPath(parent, node.id);
    if (node.type === "field") return [{ path, field: node }];
    return node.repeat ? [] : fieldsIn(node.children, path);
  });
}
