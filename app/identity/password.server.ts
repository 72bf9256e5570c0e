import { hash, verify } from "@node-rs/argon2";

/** OWASP Password Storage Cheat Sheet: Argon2id with 19 MiB, two passes, one lane. */
const parameters = {
  /** Argon2id; the enum of the package exists in its types alone. */
  algorithm: 2,
  memoryCost: 19_456,
  timeCost: 2,
  parallelism: 1,
};

/** Shorter ones are refused (NIST SP 800-63B, BSI ORP.4). */
export const minimumPasswordLength = 12;

export async function hashPassword(password: string): Promise<string> {
  return hash(prepare(password), parameters);
}

/** Does the same work where there is no hash, so that its duration does not tell which logins exist. */
export async function isPassword(stored: string | undefined, password: string): Promise<boolean> {
  const fine = await verify(stored ?? nobodysHash, prepare(password));
  return fine && stored !== undefined;
}

/** The same letters, however the keyboard composes them. */
function prepare(password: string): string {
  return password.normalize("NFC");
}

/** Of random bytes that nobody knows, with the parameters above. */
const nobodysHash =
  "$argon2id$v=19$m=19456,t=2,p=1$m9rg4AP7E+pOKq8Ew+3fPA$0EpJuOzEvYIlERJX+O5xtXtmJ2YwueIsxwt5Z0I6CyI";
