/** Names of what goes along with the controls of the page: which page it is, and what stood on it. */
export const pageControl = "_page";
export const stampControl = "_stamp";

/** What the server says of what was typed. */
export type KeptAnswer =
  | {
      readonly kind: "kept";
      /** Time of day, as it is shown. */
      readonly at: string;
      readonly stamp: string;
    }
  | { readonly kind: "newer" | "nothing" };
