/** Outlines on a field of 24 × 24. */
const paths = {
  "arrow-back": "M20 12H5M11 6l-6 6 6 6",
  "chevron-down": "M5 9l7 7 7-7",
  "chevron-right": "M9 5l7 7-7 7",
  check: "M4 12.5l5.5 5.5L20 7",
  download: "M12 4v11M7 10.5l5 5 5-5M4 20h16",
  globe:
    "M21 12a9 9 0 1 1-18 0 9 9 0 0 1 18 0zM3.5 12h17M12 3c5 5.5 5 12.5 0 18M12 3c-5 5.5-5 12.5 0 18",
  info: "M12 11v6M12 7.5v.01M21 12a9 9 0 1 1-18 0 9 9 0 0 1 18 0z",
  print: "M7 9V4h10v5M7 17H4V9h16v8h-3M7 14h10v6H7z",
  search: "M15.5 15.5L21 21M17.5 10.5a7 7 0 1 1-14 0 7 7 0 0 1 14 0z",
} as const;
export type IconName = keyof typeof paths;

/** Pictures that point somewhere, and the other way where one reads from the right. */
const directed: readonly IconName[] = ["arrow-back", "chevron-right"];

/** A small picture beside words, never instead of them. */
export function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg
      className={directed.includes(name) ? "icon icon--directed" : "icon"}
      viewBox="0 0 24 24"
      aria-hidden="true"
      focusable="false"
    >
      <path d={paths[name]} />
    </svg>
  );
}
