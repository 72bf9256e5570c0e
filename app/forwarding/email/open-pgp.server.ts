import { createMessage, encrypt, readKey, type Message, type PublicKey } from "openpgp";
import type { MimePart } from "../../mail/mime.server.ts";
import type { EncryptionKey } from "./encryption-key.ts";

/** The recipient's public key (armored). Throws where it is none. */
export async function readPublicKey(armored: string): Promise<EncryptionKey> {
  const read = await readKey({ armoredKey: armored });
  const key = read.toPublic();
  const until = await key.getExpirationTime();
  return {
    detail: key.getFingerprint().toUpperCase(),
    until: until instanceof Date ? until : undefined,
    isFor: (mailbox) =>
      key.users.some(({ userID }) => userID?.email.toLowerCase() === mailbox.toLowerCase()),
    flaw: (now) => flawOf(key, now),
    encrypt: (content, now) => envelop(key, content, now),
  };
}

async function flawOf(key: PublicKey, now: Date): Promise<string | undefined> {
  const until = await key.getExpirationTime();
  if (until instanceof Date && until <= now) return `the key has expired on ${until.toISOString()}`;
  if (await key.isRevoked(undefined, undefined, now)) return "the key is revoked";
  try {
    await key.getEncryptionKey(undefined, now);
    return undefined;
  } catch {
    return "the key is not for encryption, or not valid now";
  }
}

/** PGP/MIME (RFC 3156). */
async function envelop(key: PublicKey, content: Buffer, now: Date): Promise<MimePart> {
  // The library's types of streams come from a package that is not there; nothing here is a stream.
  const binary = new Uint8Array(content);
  const message = (await createMessage({ binary, date: now })) as Message<Uint8Array>;
  const options = { message, encryptionKeys: key, format: "armored", date: now } as const;
  const armored = (await encrypt(options)) as string;
  return {
    contentType: 'multipart/encrypted; protocol="application/pgp-encrypted"',
    parts: [
      { contentType: "application/pgp-encrypted", content: "Version: 1\r\n", headers: seven },
      {
        contentType: "application/octet-stream",
        fileName: "encrypted.asc",
        content: armored,
        headers: seven,
      },
    ],
  };
}

/** It is plain ASCII already. */
const seven = { "Content-Transfer-Encoding": "7bit" };
