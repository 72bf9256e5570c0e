/** Definitions that a schema refers to by name. */
export interface Definitions<T> {
  /** In the order in which they were first needed. */
  readonly all: ReadonlyMap<string, T>;
  /** Takes a definition up, once however often it is needed, and gives the name by which to refer to it. */
  readonly add: (wanted: string, definition: T) => string;
}

/**
 * Names definitions as wanted. One element may stand in several places of a service and be asked differently there: what
 * differs gets a name of its own (`G99000000001V1.0.0.2`).
 */
export function createDefinitions<T>(): Definitions<T> {
  const all = new Map<string, T>();
  const names = new Map<string, string>();
  const add = (wanted: string, definition: T): string => {
    const content = `${wanted} ${JSON.stringify(definition)}`;
    const known = names.get(content);
    if (known !== undefined) return known;
    let name = wanted;
    for (let number = 2; all.has(name); number += 1) name = `${wanted}.${String(number)}`;
    names.set(content, name);
    all.set(name, definition);
    return name;
  };
  return { all, add };
}
