// What pdfkit 0.20 can do and its types do not tell.
declare namespace PDFKit {
  interface PDFDocument {
    /** The font in use; `font` is the one that fontkit read. */
    readonly _font: { readonly font: { hasGlyphForCodePoint(codePoint: number): boolean } };
    /** Whether what is written from here on is packed. */
    compress: boolean;
  }
}
declare namespace PDFKit.Mixins {
  interface StructureElementOptions {
    /** Of a header cell: the row or the column that it heads. */
    scope?: "Row" | "Column";
    /** Left, top, right and bottom, from the top left corner of the page. */
    bbox?: [number, number, number, number];
  }
  interface PDFAttachmentOptions {
    /** PDF/A-3: how the file relates to the document. */
    relationship?: "Source" | "Data" | "Alternative" | "Supplement" | "Unspecified";
  }
}
