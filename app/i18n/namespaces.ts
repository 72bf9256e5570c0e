/** The files of texts in `locales/<language>`. */
export const namespaces = [
  "portal",
  "forms",
  "errors",
  "draft",
  "casework",
  "administration",
  "proof",
  "mail",
] as const;
export type Namespace = (typeof namespaces)[number];

/** What the pages of citizens need. */
export const publicNamespaces = ["portal", "forms", "errors"] as const satisfies Namespace[];

export function isNamespace(text: string): text is Namespace {
  return namespaces.some((namespace) => namespace === text);
}
