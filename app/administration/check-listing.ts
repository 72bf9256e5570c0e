import { readLeikaKey } from "../domain/leika.ts";

/** A listing as it was typed; "" where nothing was. */
export interface TypedListing {
  readonly name: string;
  readonly leikaKey: string;
  readonly summary: string;
  readonly description: string;
  readonly fee: string;
  readonly contact: string;
  readonly formUrl: string;
  readonly removeFile: boolean;
  readonly file: { readonly filename: string; readonly bytes: Uint8Array } | undefined;
}

export type ListingName = Exclude<keyof TypedListing, "removeFile" | "file"> | "formFile";

export interface ListingProblem {
  readonly name: ListingName;
  readonly code:
    "missing" | "tooLong" | "leikaKey" | "unknownKey" | "taken" | "url" | `file.${string}`;
  readonly params?: Readonly<Record<string, string | number>>;
}

/** Characters. */
const longest = {
  name: 150,
  summary: 500,
  description: 8000,
  fee: 300,
  contact: 1000,
  formUrl: 500,
};
const needed = ["name", "summary", "contact"] as const;

/** What is wrong with a listing, in the order of its form. */
export function listingProblems(typed: TypedListing): ListingProblem[] {
  const problems = new Map<ListingName, ListingProblem>();
  const add = (problem: ListingProblem) => problems.set(problem.name, problem);
  for (const name of needed) if (typed[name] === "") add({ name, code: "missing" });
  for (const name of Object.keys(longest) as (keyof typeof longest)[])
    if (typed[name].length > longest[name])
      add({ name, code: "tooLong", params: { max: longest[name] } });
  if (typed.leikaKey !== "" && readLeikaKey(typed.leikaKey) === undefined)
    add({ name: "leikaKey", code: "leikaKey" });
  if (typed.formUrl !== "" && !isWebAddress(typed.formUrl)) add({ name: "formUrl", code: "url" });
  const order: readonly ListingName[] = [
    "name",
    "leikaKey",
    "summary",
    "description",
    "fee",
    "contact",
    "formUrl",
  ];
  return order.flatMap((name) => problems.get(name) ?? []);
}

/** Whether a text is the address of a page that citizens can be sent to. */
export function isWebAddress(text: string): boolean {
  return /^https?:\/\/[^\s/]+/i.test(text) && URL.canParse(text);
}
