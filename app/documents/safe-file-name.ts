/** Longest name in code points, so that its UTF-8 stays below the 255 bytes that file systems take. */
const longest = 60;

/** What Windows, macOS, Linux or a shell would take for something else; bidi controls and the like hide an ending. */
const troublesome = /[\p{C}\p{Zl}\p{Zp}<>:"|?*]/gu;
const devices = /^(con|prn|aux|nul|com\d|lpt\d)(?=\.|$)/i;

/**
 * A name under which a file can be stored everywhere: the last part of a path, NFC, without characters or names that
 * mean something to a system, at most 60 characters with its ending kept. Never empty, never `.` or `..`.
 */
export function safeFileName(path: string): string {
  const last = path.normalize("NFC").split(/[/\\]/).at(-1) ?? "";
  const clean = last
    .replace(troublesome, "_")
    .replace(/^[\s.]+|[\s.]+$/gu, "")
    .replace(devices, "_$1");
  if (clean === "") return "datei";
  const dot = clean.lastIndexOf(".");
  const ending = dot > 0 ? [...clean.slice(dot)].slice(0, 12).join("") : "";
  const stem = [...(dot > 0 ? clean.slice(0, dot) : clean)];
  const name = stem.slice(0, longest - [...ending].length).join("") + ending;
  return name.replace(/[\s.]+$/u, "");
}
