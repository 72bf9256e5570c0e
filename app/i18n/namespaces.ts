/** The files of texts in `locales/<language>`. */
export const namespaces = [
  "portal",
  "forms",
  "errors",
  "countries",
  "draft",
  "information",
  "proof",
  "payment",
  "identity",
  "accessibility",
  "notice",
  "finder",
  "document",
  "casework",
  "administration",
  "catalogue",
  "confirmation",
  "window",
  "forwarding",
  "pickup",
  "offering",
  "readiness",
  "people",
  "look",
  "mail",
  "records",
  "operator",
  "places",
  "authoring",
] as const;
export type Namespace = (typeof namespaces)[number];

/** What the pages of citizens need, in every language. */
export const citizenNamespaces = [
  "portal",
  "forms",
  "errors",
  "countries",
  "draft",
  "information",
  "proof",
  "payment",
  "identity",
  "accessibility",
  "notice",
  "finder",
  "document",
] as const satisfies Namespace[];

/** What of it a page fetches that names nothing else. */
export const publicNamespaces = ["portal", "forms", "errors"] as const satisfies Namespace[];

/** Whether a file of texts is for staff, and therefore in their languages only. */
export function isForStaff(namespace: Namespace): boolean {
  return !citizenNamespaces.some((one) => one === namespace);
}

export function isNamespace(text: string): text is Namespace {
  return namespaces.some((namespace) => namespace === text);
}
