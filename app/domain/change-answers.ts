import type { Answers } from "./answers.ts";
import type { StoredFile } from "./fields/kinds.ts";
import type { PageCheck } from "./page-form-check.ts";
import type { InstancePath, ItemId } from "./path.ts";
import { isSame } from "./versions/change.ts";

/** Answers with a page's values in place of what stood there; answers to hidden questions stay. */
export function savePage(answers: Answers, check: Pick<PageCheck, "values" | "asked">): Answers {
  const values = { ...answers.values };
  const origins = { ...answers.origins };
  for (const name of check.asked) {
    const value = check.values[name];
    if (!isSame(value, values[name])) Reflect.deleteProperty(origins, name);
    if (value === undefined) Reflect.deleteProperty(values, name);
    else values[name] = value;
  }
  return { ...answers, values, ...(answers.origins && { origins }) };
}

/** Answers with one more item at the end of a repeated group. `before`: the items as shown so far. */
export function addItem(
  answers: Answers,
  group: InstancePath,
  before: readonly ItemId[],
  item: ItemId,
): Answers {
  return { ...answers, items: { ...answers.items, [group]: [...before, item] } };
}

/** Answers with an item one place further up (-1) or down (1); at the end of the list it stays where it is. */
export function moveItem(
  answers: Answers,
  group: InstancePath,
  before: readonly ItemId[],
  item: ItemId,
  by: -1 | 1,
): Answers {
  const from = before.indexOf(item);
  const neighbour = before[from + by];
  if (from === -1 || neighbour === undefined) return answers;
  const order = before.with(from, neighbour).with(from + by, item);
  return { ...answers, items: { ...answers.items, [group]: order } };
}

/** Answers without an item and everything below it; its files are the caller's to delete (`filesBelow`). */
export function removeItem(
  answers: Answers,
  group: InstancePath,
  before: readonly ItemId[],
  item: ItemId,
): Answers {
  const prefix = `${group}:${item}/`;
  const keep = <T>(record: Readonly<Record<string, T>>): Record<string, T> =>
    Object.fromEntries(Object.entries(record).filter(([path]) => !path.startsWith(prefix)));
  return {
    ...answers,
    values: keep(answers.values),
    items: { ...keep(answers.items), [group]: before.filter((id) => id !== item) },
    ...(answers.origins && { origins: keep(answers.origins) }),
  };
}

/** Answers with a further file in a field. */
export function addFile(answers: Answers, name: InstancePath, file: StoredFile): Answers {
  return { ...answers, values: { ...answers.values, [name]: [...filesIn(answers, name), file] } };
}

/** Answers without a file. */
export function removeFile(answers: Answers, name: InstancePath, id: string): Answers {
  const rest = filesIn(answers, name).filter((file) => file.id !== id);
  const values = { ...answers.values };
  if (rest.length === 0) Reflect.deleteProperty(values, name);
  else values[name] = rest;
  return { ...answers, values };
}

/** The files of a field. */
export function filesIn(answers: Answers, name: InstancePath): readonly StoredFile[] {
  const value = answers.values[name];
  return Array.isArray(value) ? value.filter((one) => isStoredFile(one)) : [];
}

/** All files whose field lies below a path; "" for all. */
export function filesBelow(answers: Answers, prefix: InstancePath): readonly StoredFile[] {
  return Object.keys(answers.values)
    .filter((name) => prefix === "" || name === prefix || name.startsWith(prefix))
    .flatMap((name) => filesIn(answers, name));
}

function isStoredFile(value: unknown): value is StoredFile {
  return typeof value === "object" && value !== null && "sha256" in value;
}
