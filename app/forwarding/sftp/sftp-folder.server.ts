import { Readable, type Stream } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { SFTPWrapper } from "ssh2";
import type { ForwardingTools } from "../adapter.server.ts";
import { retry } from "../failure.server.ts";
import type { RemoteFolder } from "../remote-folder.ts";

/** Status codes of SFTP 3. */
const noSuchFile = 2;
const refusals: Readonly<Record<number, string>> = {
  2: "there is no such folder",
  3: "may not be written by this account",
  4: "the server refuses",
  8: "the server cannot do this",
};

type Done<T> = (error: Error | null | undefined, value: T) => void;

/** A folder on an SFTP server; `root` is as the server understands it, "" where one arrives after signing in. */
export function sftpFolder(
  sftp: SFTPWrapper,
  root: string,
  note: ForwardingTools["note"],
  signal: AbortSignal,
): RemoteFolder {
  const at = (path: string): string => (root === "" ? path : `${root}/${path}`);
  /** Notes what the server is asked to do, and how it answers. */
  const noted = async <T>(request: string, work: () => Promise<T>): Promise<T> => {
    const begun = performance.now();
    const told = (answer: string): void => {
      note({ request, answer, took: Math.round(performance.now() - begun) });
    };
    try {
      const value = await work();
      told("ok");
      return value;
    } catch (error) {
      const reason = refusals[statusOf(error) ?? -1];
      told(reason ?? "failed");
      throw reason === undefined ? error : retry(reason);
    }
  };
  const exists = async (path: string): Promise<boolean> => {
    try {
      await asked<unknown>((done) => {
        sftp.lstat(at(path), done);
      });
      return true;
    } catch (error) {
      if (statusOf(error) === noSuchFile) return false;
      throw error;
    }
  };
  const removeAll = async (path: string): Promise<void> => {
    const stats = await asked<{ isDirectory: () => boolean }>((done) => {
      sftp.lstat(path, done);
    });
    if (!stats.isDirectory()) {
      await asked<unknown>((done) => {
        sftp.unlink(path, (error) => {
          done(error, undefined);
        });
      });
      return;
    }
    const entries = await asked<readonly { readonly filename: string }[]>((done) => {
      sftp.readdir(path, done);
    });
    for (const { filename } of entries) await removeAll(`${path}/${filename}`);
    await asked<unknown>((done) => {
      sftp.rmdir(path, (error) => {
        done(error, undefined);
      });
    });
  };
  return {
    exists,
    makeFolder: async (path) => {
      if (await exists(path)) return;
      await noted(`MKDIR ${path}`, () =>
        asked((done) => {
          sftp.mkdir(at(path), (error) => {
            done(error, undefined);
          });
        }),
      );
    },
    put: (path, content) =>
      noted(`PUT ${content.noted}`, () =>
        pipeline(Readable.from(content.read()), calm(sftp.createWriteStream(at(path))), {
          signal,
        }),
      ),
    read: (path) => calm(sftp.createReadStream(at(path))),
    remove: async (path) => {
      if (await exists(path)) await noted(`REMOVE ${path}`, () => removeAll(at(path)));
    },
    rename: async (from, to) => {
      if (await exists(to)) return false;
      await noted(`RENAME ${to}`, () =>
        asked((done) => {
          rename(sftp, at(from), at(to), (error) => {
            done(error, undefined);
          });
        }),
      );
      return true;
    },
  };
}

/** ssh2 closes files by itself, and says on the stream that this failed even when nobody listens any more. */
function calm<T extends Stream>(stream: T): T {
  return stream.on("error", () => undefined);
}

/** In one step where the server can (`posix-rename@openssh.com`); else in the way of SFTP 3. */
function rename(
  sftp: SFTPWrapper,
  from: string,
  to: string,
  done: (error?: Error | null) => void,
): void {
  try {
    sftp.ext_openssh_rename(from, to, done);
  } catch {
    // So it says that the server has no such extension.
    sftp.rename(from, to, done);
  }
}

function asked<T>(ask: (done: Done<T>) => void): Promise<T> {
  return new Promise((resolve, reject) => {
    ask((error, value) => {
      if (error) reject(error);
      else resolve(value);
    });
  });
}

function statusOf(error: unknown): number | undefined {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  return typeof code === "number" ? code : undefined;
}
