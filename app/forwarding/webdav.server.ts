import * as z from "zod";
import type { CheckResult, ForwardingAdapter, ForwardingTools } from "./adapter.server.ts";
import { drop, layouts, tryFolder, type DropState } from "./drop.server.ts";
import { abortable, failureOf, withoutThrowing } from "./failure.server.ts";
import { folderOption, formatsOption, urlOption } from "./options.server.ts";
import { serverCertificates } from "./server-certificate.server.ts";
import { webdavFolder } from "./webdav-folder.server.ts";

const optionsSchema = z
  .strictObject({
    url: urlOption,
    username: z.string().min(1).optional(),
    password: z.string().min(1).optional(),
    token: z.string().min(1).optional(),
    directory: folderOption.default(""),
    layout: z.enum(layouts).default("folder"),
    formats: formatsOption,
  })
  // The user name decides: stored secrets stay although the other way is taken.
  .refine(({ username, password }) => username === undefined || password !== undefined, {
    path: ["password"],
    error: "the user name needs its password",
  })
  .refine(({ username, token }) => username !== undefined || token !== undefined, {
    path: ["token"],
    error: "a user name with its password is needed, or a token",
  });
type Options = z.infer<typeof optionsSchema>;

/** Into a folder on a WebDAV server, e.g. Nextcloud. */
export const webdav: ForwardingAdapter<Options, DropState> = {
  name: "webdav",
  options: optionsSchema,
  secrets: ["password", "token"],
  check: async (options, tools, signal) => {
    const folder = open(options, tools, signal);
    const found: CheckResult[] = [];
    const certificates = await serverCertificates([options.url], tools, signal);
    try {
      if (!(await abortable(signal, folder.exists(""))))
        return [
          ...certificates,
          { what: "reachable", ok: true, detail: "the server answers" },
          { what: "writable", ok: false, detail: "there is no such folder" },
        ];
      found.push({ what: "reachable", ok: true, detail: "the server answers" });
      found.push({ what: "credentials", ok: true, detail: options.username ?? "token" });
      await abortable(signal, tryFolder(folder));
      const writable = { what: "writable", ok: true, detail: options.directory || "/" };
      return [...certificates, ...found, writable];
    } catch (error) {
      const { reason } = failureOf(error, signal);
      const refused = reason.includes("credentials") ? "credentials" : "reachable";
      return [
        ...certificates,
        ...found,
        { what: found.length > 0 ? "writable" : refused, ok: false, detail: reason },
      ];
    }
  },
  forward: (document, attachments, options, signal, delivery) =>
    withoutThrowing(signal, () =>
      drop(open(options, delivery, signal), options, document, attachments, delivery),
    ),
};

function open(options: Options, tools: ForwardingTools, signal: AbortSignal) {
  const { url, directory, username = "", password = "", token = "" } = options;
  const basic = Buffer.from(`${username}:${password}`).toString("base64");
  const authorization = username === "" ? `Bearer ${token}` : `Basic ${basic}`;
  const folders = directory.split("/").filter((name) => name !== "");
  const root = [url, ...folders.map(encodeURIComponent)].join("/");
  return webdavFolder(root, authorization, tools, signal);
}
