/**
 * A name as it is compared when searching: lower case, letters and digits alone, umlauts and their spellings as two
 * letters alike ("Köln", "Koeln", "Koln" → "koln"), without what stands behind a comma.
 */
export function foldForSearch(text: string): string {
  const [name = ""] = text.split(",", 1);
  return name
    .toLowerCase()
    .replaceAll("ß", "ss")
    .normalize("NFD")
    .replace(/\p{Mark}/gu, "")
    .replace(/[^a-z0-9]+/g, " ")
    .trim()
    .replace(/([aou])e/g, "$1")
    .replace(/\bst (?=[a-z])/g, "sankt ");
}
