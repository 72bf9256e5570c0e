/** Words and endings of the media types that forms ask for. */
const known: Readonly<Record<string, readonly [string, readonly string[]]>> = {
  "application/pdf": ["PDF", [".pdf"]],
  "image/jpeg": ["JPG", [".jpg", ".jpeg"]],
  "image/jpg": ["JPG", [".jpg", ".jpeg"]],
  "image/png": ["PNG", [".png"]],
  "image/webp": ["WEBP", [".webp"]],
  "image/tiff": ["TIFF", [".tif", ".tiff"]],
  "image/heic": ["HEIC", [".heic"]],
  "image/gif": ["GIF", [".gif"]],
  "image/bmp": ["BMP", [".bmp"]],
  "image/svg+xml": ["SVG", [".svg"]],
  "text/plain": ["TXT", [".txt"]],
  "text/csv": ["CSV", [".csv"]],
  "application/zip": ["ZIP", [".zip"]],
  "application/xml": ["XML", [".xml"]],
  "text/xml": ["XML", [".xml"]],
  "application/rtf": ["RTF", [".rtf"]],
  "application/msword": ["DOC", [".doc"]],
  "application/vnd.ms-excel": ["XLS", [".xls"]],
  "application/vnd.oasis.opendocument.text": ["ODT", [".odt"]],
  "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ["DOCX", [".docx"]],
  "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ["XLSX", [".xlsx"]],
};

/** Media types in words: "PDF, JPG oder PNG"; `or` stands before the last one. */
export function fileTypes(mediaTypes: readonly string[], or: string): string {
  const words = [...new Set(mediaTypes.map((type) => known[type]?.[0] ?? type))];
  const last = words.at(-1) ?? "";
  return words.length < 2 ? last : `${words.slice(0, -1).join(", ")}${or}${last}`;
}

/** The value of HTML's `accept`: types for browsers that know them, endings for those that do not. */
export function acceptOf(mediaTypes: readonly string[]): string {
  return [...new Set(mediaTypes.flatMap((type) => [type, ...(known[type]?.[1] ?? [])]))].join(",");
}
