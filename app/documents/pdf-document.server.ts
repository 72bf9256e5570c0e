import PDFDocument from "pdfkit";
import { escapeXml } from "./escape-xml.ts";

/** A file within a PDF. */
interface EmbeddedFile {
  readonly name: string;
  readonly mediaType: string;
  readonly content: Uint8Array;
  readonly description: string;
}

/** What a PDF says of itself. */
export interface PdfFacts {
  readonly title: string;
  /** Who issues it. */
  readonly author: string;
  /** BCP 47. */
  readonly language: string;
  readonly createdAt: Date;
  /** The data behind the document, embedded as its source (PDF/A-3, `AFRelationship`). */
  readonly source: EmbeddedFile;
  /** What proves it; kept as it is, so that it can be read without unpacking the PDF. */
  readonly proof?: EmbeddedFile | undefined;
}

/** The claim to be PDF/UA-1, and the description of its vocabulary without which PDF/A forbids to make it. */
const accessibilityClaim = `
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"><pdfuaid:part>1</pdfuaid:part></rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 that the document conforms to</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>`;

/**
 * An empty A4 document without pages, made for PDF/A-3a and PDF/UA-1. The same facts give the same bytes: the date is
 * an argument, and pdfkit derives the document's id from the facts.
 */
export function createPdfDocument(facts: PdfFacts): PDFKit.PDFDocument {
  const { title, author, language, createdAt, source, proof } = facts;
  const pdf = new PDFDocument({
    size: "A4",
    margin: 0,
    pdfVersion: "1.7",
    subset: "PDF/A-3a",
    tagged: true,
    lang: language,
    displayTitle: true,
    autoFirstPage: false,
    // Page numbers can only be drawn when the last page is known.
    bufferPages: true,
    // The default would be Helvetica, which is not embedded.
    font: "",
    info: {
      Title: title,
      Author: author,
      Creator: "Einmal",
      Producer: "pdfkit",
      CreationDate: createdAt,
    },
  });
  embed(pdf, source, "Source", createdAt);
  if (proof) embedAsIs(pdf, proof, createdAt);
  pdf.appendXML(accessibilityClaim);
  escapeMetadata(pdf, facts);
  return pdf;
}

/** Not packed, and without a checksum, which the seal that comes into the file would belie. */
function embedAsIs(pdf: PDFKit.PDFDocument, file: EmbeddedFile, at: Date): void {
  const ref = pdf.ref.bind(pdf);
  pdf.ref = (data: { Params?: { CheckSum?: unknown } }) => {
    delete data.Params?.CheckSum;
    return ref(data);
  };
  pdf.compress = false;
  embed(pdf, file, "Supplement", at);
  pdf.compress = true;
  pdf.ref = ref;
}

function embed(
  pdf: PDFKit.PDFDocument,
  { name, mediaType: type, content, description }: EmbeddedFile,
  relationship: "Source" | "Supplement",
  at: Date,
): void {
  const dates = { creationDate: at, modifiedDate: at };
  pdf.file(Buffer.from(content), { name, type, description, relationship, ...dates });
}

/** pdfkit copies the facts into the XMP as they are; by the time it does, they have served elsewhere. */
function escapeMetadata(pdf: PDFKit.PDFDocument, { title, author }: PdfFacts): void {
  const endMetadata = pdf.endMetadata.bind(pdf);
  pdf.endMetadata = () => {
    pdf.info.Title = escapeXml(title);
    pdf.info.Author = escapeXml(author);
    endMetadata();
  };
}

/** Ends the document and gives its bytes. */
export async function finishPdf(pdf: PDFKit.PDFDocument): Promise<Uint8Array> {
  pdf.end();
  const chunks: Uint8Array[] = [];
  for await (const chunk of pdf as AsyncIterable<Uint8Array>) chunks.push(chunk);
  return Buffer.concat(chunks);
}
