import MimeNode from "nodemailer/lib/mime-node";

/** A part of a mail: content, or further parts (then `contentType` is `multipart/…`). */
export interface MimePart {
  readonly contentType: string;
  /** Shown as an attachment of that name. */
  readonly fileName?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Text is written in UTF-8. */
  readonly content?: string | Buffer;
  readonly parts?: readonly MimePart[];
}

/** A part with its headers as it goes over the wire, e.g. to be encrypted. */
export async function writeMime(part: MimePart, messageId: string): Promise<Buffer> {
  const node = mimeNodeOf(part);
  // Else it would be made of the name of this machine.
  node.setHeader("Message-ID", messageId);
  return node.build();
}

/** The same as nodemailer has it. */
export function mimeNodeOf(part: MimePart): MimeNode {
  const node = new MimeNode(part.contentType, {
    newline: "win",
    disableFileAccess: true,
    disableUrlAccess: true,
    ...(part.fileName !== undefined && { filename: part.fileName }),
  });
  return fill(node, part);
}

function fill(node: MimeNode, { contentType, fileName, headers, content, parts }: MimePart) {
  if (fileName !== undefined) node.setHeader("Content-Disposition", "attachment");
  for (const [name, value] of Object.entries(headers ?? {})) node.setHeader(name, value);
  if (content !== undefined) {
    if (typeof content !== "string" && !contentType.startsWith("text/"))
      node.setHeader("Content-Transfer-Encoding", "base64");
    node.setContent(content);
  }
  for (const part of parts ?? []) {
    const options = part.fileName === undefined ? {} : { filename: part.fileName };
    fill(node.createChild(part.contentType, options), part);
  }
  return node;
}
