import type { PdfPages } from "./pdf-pages.server.ts";
import { accent, styles } from "./summary-rows.server.ts";

/** With what a document begins: from whom it is, what it is, and what it is about. */
export function printHead(
  pages: Pick<PdfPages, "text" | "gap" | "rule">,
  { sender, title, subtitle }: Readonly<Record<"sender" | "title" | "subtitle", string>>,
): void {
  pages.text("P", { text: sender, style: styles.sender });
  pages.gap(5);
  pages.rule(accent, 1.5);
  pages.gap(26);
  pages.text("H1", { text: title, style: styles.title });
  pages.gap(2);
  pages.text("P", { text: subtitle, style: styles.subtitle });
}
