/** A link that a municipality wants at the foot of its pages. */
export interface FooterLink {
  readonly label: string;
  /** Begins with `https://`. */
  readonly href: string;
}

export const mostFooterLinks = 6;
export const longestText = {
  displayName: 80,
  label: 60,
  href: 500,
  alt: 150,
  publisher: 3000,
} as const;

/** What the pages of a municipality need to look like it. Without one they have the neutral look of the portal. */
export interface Look {
  readonly displayName?: string | undefined;
  /** Address of a style sheet with its colour. */
  readonly styles?: string | undefined;
  readonly arms?:
    | {
        readonly small: string;
        /** For finer screens, twice as large. */
        readonly large: string;
        readonly width: number;
        readonly height: number;
        readonly alt: string;
      }
    | undefined;
  readonly links: readonly FooterLink[];
  /** Whether it says who answers for its pages. */
  readonly hasPublisher: boolean;
}
