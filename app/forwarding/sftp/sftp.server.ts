import * as z from "zod";
import type { CheckResult, ForwardingAdapter } from "../adapter.server.ts";
import { drop, layouts, tryFolder, type DropState } from "../drop.server.ts";
import { abortable, failureOf, withoutThrowing } from "../failure.server.ts";
import { folderOption, formatsOption } from "../options.server.ts";
import { connectSftp, HostKeyError } from "./sftp-connection.server.ts";
import { sftpFolder } from "./sftp-folder.server.ts";

const optionsSchema = z
  .strictObject({
    host: z.string().regex(/^[\w.:-]+$/, "must be a host name or an address"),
    port: z.coerce.number().int().min(1).max(65535).default(22),
    username: z.string().min(1),
    password: z.string().min(1).optional(),
    /** PEM or OpenSSH. */
    privateKey: z.string().trim().min(1).max(20_000).optional(),
    passphrase: z.string().min(1).optional(),
    /** As `ssh-keygen -lf` prints it; several while a key is being changed. */
    hostKey: z
      .string()
      .trim()
      .regex(
        /^SHA256:[A-Za-z0-9+/]{43}([\s,]+SHA256:[A-Za-z0-9+/]{43})*$/,
        "must be SHA256: and 43 characters, as ssh-keygen -lf prints it",
      )
      .optional(),
    directory: folderOption.default(""),
    layout: z.enum(layouts).default("folder"),
    formats: formatsOption,
  })
  .refine(({ password, privateKey }) => password !== undefined || privateKey !== undefined, {
    path: ["password"],
    error: "a password or a private key is needed",
  });
type Options = z.infer<typeof optionsSchema>;

/** Into a folder on an SFTP server. A host key that is not pinned is never believed. */
export const sftp: ForwardingAdapter<Options, DropState> = {
  name: "sftp",
  options: optionsSchema,
  secrets: ["password", "privateKey", "passphrase"],
  check: async (options, tools, signal) => {
    const found: CheckResult[] = [];
    try {
      await abortable(
        signal,
        withConnection(options, tools, signal, async (connection) => {
          found.push({ what: "reachable", ok: true, detail: `${options.host} answers` });
          found.push({ what: "hostKey", ok: true, detail: connection.fingerprint });
          found.push({ what: "credentials", ok: true, detail: options.username });
          await tryFolder(sftpFolder(connection.sftp, options.directory, tools.note, signal));
        }),
      );
      return [...found, { what: "writable", ok: true, detail: options.directory || "." }];
    } catch (error) {
      const { reason } = failureOf(error, signal);
      if (error instanceof HostKeyError)
        return [
          { what: "reachable", ok: true, detail: `${options.host} answers` },
          { what: "hostKey", ok: false, detail: reason },
        ];
      const what =
        found.length > 0
          ? "writable"
          : reason.includes("credentials") || reason.includes("private key")
            ? "credentials"
            : "reachable";
      return [...found, { what, ok: false, detail: reason }];
    }
  },
  forward: (document, attachments, options, signal, delivery) =>
    withoutThrowing(signal, () =>
      withConnection(options, delivery, signal, (connection) =>
        drop(
          sftpFolder(connection.sftp, options.directory, delivery.note, signal),
          options,
          document,
          attachments,
          delivery,
        ),
      ),
    ),
};

async function withConnection<T>(
  options: Options,
  tools: Parameters<typeof connectSftp>[1],
  signal: AbortSignal,
  work: (connection: Awaited<ReturnType<typeof connectSftp>>) => Promise<T>,
): Promise<T> {
  const connection = await connectSftp(options, tools, signal);
  try {
    return await work(connection);
  } finally {
    connection.close();
  }
}
