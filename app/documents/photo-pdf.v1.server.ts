import PDFDocument from "pdfkit";
import sharp from "sharp";

/** Points: a centimetre around each photo. */
const margin = 28;
/** Pixels of the long side and quality; the first that keeps within the size is taken. */
const steps = [
  { side: 3000, quality: 85 },
  { side: 2200, quality: 75 },
  { side: 1600, quality: 65 },
] as const;

/**
 * Photos as the pages of one PDF in A4, upright or across as each photo is, in their order. Undefined where that cannot be
 * had within so many bytes.
 */
export async function photoPdf(
  photos: readonly Buffer[],
  title: string,
  maxBytes: number,
): Promise<Buffer | undefined> {
  for (const step of steps) {
    const pdf = await write(photos, title, step);
    if (pdf.length <= maxBytes) return pdf;
  }
  return undefined;
}

async function write(
  photos: readonly Buffer[],
  title: string,
  { side, quality }: (typeof steps)[number],
): Promise<Buffer> {
  const document = new PDFDocument({
    autoFirstPage: false,
    tagged: true,
    displayTitle: true,
    lang: "de",
    info: { Title: title, Creator: "Einmal" },
  });
  const pieces: Buffer[] = [];
  const ended = new Promise<void>((resolve) => document.on("end", resolve));
  document.on("data", (piece: Buffer) => pieces.push(piece));
  for (const [index, photo] of photos.entries()) {
    const { data, info } = await sharp(photo)
      .autoOrient()
      .resize({ width: side, height: side, fit: "inside", withoutEnlargement: true })
      .flatten({ background: "#ffffff" })
      .jpeg({ quality })
      .toBuffer({ resolveWithObject: true });
    const layout = info.width > info.height ? "landscape" : "portrait";
    document.addPage({ size: "A4", layout, margin });
    const { width, height } = document.page;
    const fit: [number, number] = [width - 2 * margin, height - 2 * margin];
    const figure = document.struct(
      "Figure",
      { alt: `${title}, ${index + 1}/${photos.length}` },
      () => {
        document.image(data, margin, margin, { fit, align: "center", valign: "center" });
      },
    );
    document.addStructure(figure);
    figure.end();
  }
  document.end();
  await ended;
  return Buffer.concat(pieces);
}
