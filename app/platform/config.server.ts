import * as z from "zod";
import { readOrMakeDemoSecrets } from "./demo-secrets.server.ts";
import {
  identityProviderEnvironment,
  identityProviderOf,
  identityProviderProblems,
  type IdentityProviderConfig,
} from "./identity-provider-settings.ts";

const keySchema = z
  .string()
  .refine((text) => Buffer.from(text, "base64").length === 32, {
    error: "must be 32 bytes in base64; make one with `openssl rand -base64 32`",
  })
  .transform((text) => Buffer.from(text, "base64"));

const urlSchema = (protocol: RegExp, example: string) =>
  z.url({ protocol, error: `must be an address such as ${example}` });

const scannerSchema = z.string().transform((text, context) => {
  const [, host, port] = /^tcp:\/\/(\[[\da-f:]+\]|[\w.-]+):(\d{1,5})$/i.exec(text) ?? [];
  if (host !== undefined && Number(port) <= 65535)
    return { kind: "tcp", host: host.replace(/^\[|\]$/g, ""), port: Number(port) } as const;
  const [, path] = /^unix:(\/.+)$/.exec(text) ?? [];
  if (path !== undefined) return { kind: "unix", path } as const;
  context.addIssue("must be tcp://host:port or unix:/path, where clamd listens");
  return z.NEVER;
});
const limitSchema = z.coerce
  .number({ error: "must be a whole number from 1" })
  .pipe(z.int("must be a whole number from 1").min(1, "must be a whole number from 1"));

const environmentSchema = z.object({
  PORT: z.coerce
    .number({ error: "must be a port number from 0 to 65535" })
    .pipe(z.int("must be a port number from 0 to 65535").min(0).max(65535))
    .default(3000),
  HOST: z.string().default("127.0.0.1"),
  DATABASE_URL: urlSchema(
    /^postgres(ql)?$/,
    "postgres://user:password@host:5432/einmal",
  ).optional(),
  DATA_DIR: z.string().default(".data"),
  PUBLIC_URL: urlSchema(/^https?$/, "https://antrag.example.de").optional(),
  MASTER_KEY: keySchema.optional(),
  SMTP_URL: urlSchema(/^smtps?$/, "smtps://user:password@mail.example.de:465").optional(),
  MAIL_FROM: z.email("must be an address such as antrag@example.de").optional(),
  JOBS: z.enum(["on", "off"], { error: "must be on or off" }).default("on"),
  LOG_LEVEL: z
    .enum(["trace", "debug", "info", "warn", "error", "fatal", "silent"], {
      error: "must be trace, debug, info, warn, error, fatal or silent",
    })
    .default("info"),
  CLAMAV: scannerSchema.optional(),
  LIMIT_DRAFTS: limitSchema.default(120),
  LIMIT_FILINGS: limitSchema.default(60),
  DEMO_DELIVERY: z.string().optional(),
  DEMO_PAYMENT: z.string().optional(),
  SECURITY_CONTACT: z
    .string()
    .regex(/^(mailto:[^\s@]+@[^\s@]+|https:\/\/\S+|tel:\+[\d-]+)$/, {
      error: "must be mailto:sicherheit@example.de, https://… or tel:+49…",
    })
    .optional(),
  ALARM_MAIL: z.email("must be an address such as betrieb@example.de").optional(),
  ALARM_WEBHOOK: urlSchema(/^https?$/, "https://alarm.example.de/einmal").optional(),
  PRIVATE_DESTINATIONS: z
    .enum(["on", "off"], { error: "must be on, to let submissions go to private networks, or off" })
    .optional(),
  TRUST_PROXY: z
    .enum(["on", "off"], { error: "must be on behind a reverse proxy, else off" })
    .default("off"),
  ...identityProviderEnvironment,
});

/** How mails leave the portal. */
export interface MailConfig {
  /** Of the mail server, with its password. */
  readonly url: string;
  /** Address of the sender. */
  readonly from: string;
}

export interface Config {
  /** `demo`: with the embedded database; `production`: with a server named in DATABASE_URL. */
  readonly mode: "demo" | "production";
  readonly host: string;
  readonly port: number;
  readonly databaseUrl: string | undefined;
  readonly dataDir: string;
  /** Without trailing slash; undefined: taken from each request. */
  readonly publicUrl: string | undefined;
  /** 32 bytes: wraps the data keys of the municipalities. */
  readonly masterKey: Buffer;
  /** Of all demo accounts; undefined outside the demo, where there are none. */
  readonly demoPassword?: string;
  /** File in which the demo's delivery service says how it is reached; `npm start` names it. */
  readonly demoDelivery?: string;
  /** The same of its payment service. */
  readonly demoPayment?: string;
  /** Undefined: no mails. */
  readonly mail?: MailConfig;
  /** Undefined: nobody is offered to sign in. */
  readonly identityProvider?: IdentityProviderConfig;
  /** Whether this process works off jobs. */
  readonly jobs: boolean;
  readonly logLevel: string;
  /** Where the virus scanner clamd listens; undefined: files are not scanned. */
  readonly scanner?: z.infer<typeof scannerSchema>;
  /** Whether X-Forwarded-* of the reverse proxy are believed. */
  readonly trustProxy: boolean;
  /** Where to report a weakness of the portal (RFC 9116): an address with its scheme; undefined: nowhere. */
  readonly securityContact?: string;
  /** Where the operator is told of what does not arrive. */
  readonly alarms: { readonly mail: string | undefined; readonly webhook: string | undefined };
  /** Whether destinations may lie in private networks: municipalities of one portal need not trust each other. */
  readonly privateDestinations: boolean;
  /**
   * How many drafts may begin, and applications be filed, from one network address in a quarter of an hour before it
   * costs a proof of work or a wait.
   */
  readonly limits: { readonly drafts: number; readonly filings: number };
}

/** The configuration is wrong; the message lists every problem with its remedy. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";
  readonly problems: readonly string[];
  constructor(problems: readonly string[]) {
    super(
      `The configuration is not valid:\n${problems.map((problem) => `  - ${problem}`).join("\n")}`,
    );
    this.problems = problems;
  }
}

/**
 * Reads the configuration from environment variables; empty ones count as not set. In demo mode makes the secrets in
 * `<DATA_DIR>/secrets.json` at the first start. Throws `ConfigError`.
 */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const given = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value !== ""),
  );
  const parsed = environmentSchema.safeParse(given);
  const problems = (parsed.error?.issues ?? []).map(
    (issue) => `${issue.path.join(".")} ${issue.message}`,
  );
  const production = given["DATABASE_URL"] !== undefined;
  if (production && given["MASTER_KEY"] === undefined)
    problems.push(
      "MASTER_KEY is needed together with DATABASE_URL: 32 bytes in base64; make one with `openssl rand -base64 32`, keep it safe and apart from the database",
    );
  if ((given["SMTP_URL"] === undefined) !== (given["MAIL_FROM"] === undefined))
    problems.push(
      "SMTP_URL and MAIL_FROM go together: the mail server, and the address that mails come from",
    );
  problems.push(...identityProviderProblems(given, production));
  if (!parsed.success || problems.length > 0) throw new ConfigError(problems);
  const env = parsed.data;
  const demo = production ? undefined : readOrMakeDemoSecrets(env.DATA_DIR);
  const masterKey = env.MASTER_KEY ?? demo?.masterKey;
  const identityProvider = identityProviderOf(env);
  // Cannot be: either it was asked for above, or the demo has made one.
  if (masterKey === undefined) throw new ConfigError(["MASTER_KEY is needed"]);
  return {
    mode: production ? "production" : "demo",
    host: env.HOST,
    port: env.PORT,
    databaseUrl: env.DATABASE_URL,
    dataDir: env.DATA_DIR,
    publicUrl: env.PUBLIC_URL?.replace(/\/+$/, ""),
    masterKey,
    ...(demo && { demoPassword: demo.password }),
    ...(demo && env.DEMO_DELIVERY !== undefined && { demoDelivery: env.DEMO_DELIVERY }),
    ...(demo && env.DEMO_PAYMENT !== undefined && { demoPayment: env.DEMO_PAYMENT }),
    ...(env.SMTP_URL !== undefined &&
      env.MAIL_FROM !== undefined && { mail: { url: env.SMTP_URL, from: env.MAIL_FROM } }),
    ...(identityProvider && { identityProvider }),
    jobs: env.JOBS === "on",
    logLevel: env.LOG_LEVEL,
    ...(env.CLAMAV && { scanner: env.CLAMAV }),
    trustProxy: env.TRUST_PROXY === "on",
    ...(env.SECURITY_CONTACT !== undefined && { securityContact: env.SECURITY_CONTACT }),
    alarms: { mail: env.ALARM_MAIL, webhook: env.ALARM_WEBHOOK },
    privateDestinations: (env.PRIVATE_DESTINATIONS ?? (production ? "off" : "on")) === "on",
    limits: { drafts: env.LIMIT_DRAFTS, filings: env.LIMIT_FILINGS },
  };
}
