import type { Config } from "../platform/config.server.ts";
import type { SubmissionDocument } from "../domain/submission.ts";
import type {
  CheckResult,
  Delivery,
  ForwardedAttachment,
  ForwardingAdapter,
  ForwardingResult,
  ForwardingTools,
} from "./adapter.server.ts";
import { demoTrouble } from "./demo-trouble.server.ts";
import { downloadOnly } from "./download-only.server.ts";
import { email } from "./email/email.server.ts";
import { s3 } from "./s3.server.ts";
import { sftp } from "./sftp/sftp.server.ts";
import { webdav } from "./webdav.server.ts";
import { webhook } from "./webhook.server.ts";

/** An adapter that checks its options itself, so that the place of use need not know their type. */
export interface RegisteredAdapter {
  readonly name: string;
  readonly demo: boolean;
  readonly options: ForwardingAdapter["options"];
  readonly secrets: readonly string[];
  readonly check: (
    options: unknown,
    tools: ForwardingTools,
    signal: AbortSignal,
  ) => Promise<readonly CheckResult[]>;
  readonly forward: (
    document: SubmissionDocument,
    attachments: readonly ForwardedAttachment[],
    options: unknown,
    signal: AbortSignal,
    delivery: Delivery,
  ) => Promise<ForwardingResult>;
  readonly follow: (
    options: unknown,
    signal: AbortSignal,
    delivery: Delivery,
  ) => Promise<ForwardingResult>;
}

const unfit = {
  kind: "retry",
  reason: "the options of the destination are not valid",
  alone: true,
  // Until somebody mends them.
  afterSeconds: 3600,
} as const;

/** Whoever reads a state that another adapter left behind starts anew. */
export function register<Options, State>(
  adapter: ForwardingAdapter<Options, State>,
): [string, RegisteredAdapter] {
  return [
    adapter.name,
    {
      name: adapter.name,
      demo: adapter.demo === true,
      options: adapter.options,
      secrets: adapter.secrets,
      check: async (given, tools, signal) => {
        const options = adapter.options.safeParse(given);
        if (options.success) return adapter.check(options.data, tools, signal);
        const detail = options.error.issues
          .map(({ path, message }) => `${path.join(".")}: ${message}`)
          .join("; ");
        return [{ what: "options", ok: false, detail }];
      },
      forward: async (document, attachments, given, signal, delivery) => {
        const options = adapter.options.safeParse(given);
        return options.success
          ? adapter.forward(
              document,
              attachments,
              options.data,
              signal,
              delivery as Delivery<State>,
            )
          : unfit;
      },
      follow: async (given, signal, delivery) => {
        const options = adapter.options.safeParse(given);
        if (!options.success) return unfit;
        if (!adapter.follow) throw new Error(`${adapter.name} has nothing to ask for`);
        return adapter.follow(options.data, signal, delivery as Delivery<State>);
      },
    },
  ];
}

/** All adapters by name. A new one is a file and a line here. */
const adapters: ReadonlyMap<string, RegisteredAdapter> = new Map([
  register(downloadOnly),
  register(email),
  register(sftp),
  register(webdav),
  register(webhook),
  register(s3),
  register(demoTrouble),
]);

/** Those that may be used. */
export function listAdapters(mode: Config["mode"]): readonly RegisteredAdapter[] {
  return [...adapters.values()].filter(({ demo }) => !demo || mode === "demo");
}

/** Undefined where there is none of that name, or not here. */
export function findAdapter(name: string, mode: Config["mode"]): RegisteredAdapter | undefined {
  const adapter = adapters.get(name);
  return adapter?.demo === true && mode !== "demo" ? undefined : adapter;
}

/** Where a submission goes as long as the municipality has not named another destination. */
export const defaultAdapter = downloadOnly.name;
