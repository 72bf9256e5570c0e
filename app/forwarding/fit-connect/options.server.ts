import { X509Certificate } from "node:crypto";
import * as z from "zod";
import { urlOption } from "../options.server.ts";

/** Certificates in PEM, one after the other. */
const certificates = z
  .string()
  .max(200_000)
  .refine((text) => readCertificates(text).length > 0, {
    error: "must hold certificates in PEM",
  });

/** Throws nothing: what cannot be read gives no certificate at all. */
export function readCertificates(pem: string): readonly X509Certificate[] {
  const blocks = pem.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
  try {
    return blocks.map((block) => new X509Certificate(block));
  } catch {
    return [];
  }
}

/** Hosts at which nobody may accept keys that no administration has certified. */
const productive = /(^|[.-])(prod|stage|refz)[.-]/;

/** One address for all applications: names of metadata 2.1.0, `replyChannel`. */
const namedChannels = ["eMail", "deMail", "elster"] as const;
/**
 * How the office may answer. `account`: into the mailbox of the account with which an applicant has signed in, where they want that,
 * and else as `applicant`: at the address that each applicant gives.
 */
export const replyChannels = ["account", "applicant", ...namedChannels] as const;
export type ReplyChannelName = (typeof replyChannels)[number];

/** Formats of ours that can be the data of a submission. */
export const dataFormats = ["fim-json.v1", "fim-xml.v1", "submission-json.v1"] as const;
export type DataFormat = (typeof dataFormats)[number];

export const revocationModes = ["soft", "hard", "off"] as const;
export type RevocationMode = (typeof revocationModes)[number];

/** What both sending and picking up need to reach a FIT-Connect environment. */
export const environmentShape = {
  /** Of the OAuth service, e.g. `https://auth-testing.fit-connect.fitko.dev/token`. */
  tokenUrl: urlOption,
  /** Without the version, e.g. `https://test.fit-connect.fitko.dev/submission-api`. */
  submissionApi: urlOption,
  clientId: z.string().min(1),
  clientSecret: z.string().min(1),
  /** What the service calls itself in its events, where that is not the address of its API. */
  issuer: urlOption.optional(),
  /** Roots of the administration's PKI, in PEM. */
  trustedRoots: certificates.optional(),
  /** Keys need no certificate of the administration: for the TEST environment alone. */
  testKeys: z.boolean().default(false),
  /**
   * Whether issuers are asked if they have taken back a certificate. `soft`: what they say counts, and without an answer it goes
   * on; `hard`: without an answer nothing goes on.
   */
  revocation: z.enum(revocationModes).default("soft"),
  /** With which the service signs its callbacks. */
  callbackSecret: z.string().min(16).optional(),
};

export interface Environment {
  readonly tokenUrl: string;
  readonly submissionApi: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly issuer?: string | undefined;
  readonly trustedRoots?: string | undefined;
  readonly testKeys: boolean;
  readonly revocation?: RevocationMode | undefined;
  readonly callbackSecret?: string | undefined;
}

/** Rules over several of them. */
export function checkEnvironment(
  given: Pick<Environment, "submissionApi" | "trustedRoots" | "testKeys">,
  context: z.RefinementCtx,
): void {
  const { submissionApi, trustedRoots, testKeys } = given;
  if (!testKeys && trustedRoots === undefined)
    context.addIssue({
      code: "custom",
      path: ["trustedRoots"],
      message: "are needed, except for the TEST environment with testKeys",
    });
  if (testKeys && productive.test(new URL(submissionApi).hostname))
    context.addIssue({
      code: "custom",
      path: ["testKeys"],
      message: "are for the TEST environment alone",
    });
}

const namedSchema = new RegExp(`^(${dataFormats.join("|").replaceAll(".", "\\.")})\\s+\\S+$`);

const optionsShape = z.strictObject({
  ...environmentShape,
  /** Where submissions go; absent: what the Routing API says for service and place. */
  destinationId: z.guid().optional(),
  /** Without the version, e.g. `https://routing-api-testing.fit-connect.fitko.dev`. */
  routingApi: urlOption.optional(),
  /** Self-Service-Portals whose signature under an address is believed. */
  portalIssuers: z.array(urlOption).default([]),
  /** Identifier of the service at the destination; absent: the LeiKa keys of the service are looked for. */
  service: z.string().startsWith("urn:").optional(),
  /** How the office may answer; none, or an applicant without address: by letter. */
  replyChannel: z.enum(replyChannels).optional(),
  /** Its address, or the id of an ELSTER account. */
  replyAddress: z.string().min(1).max(320).optional(),
  /** Of the mailbox to which answers are mailed; as metadata 2.1.0 want it, with nothing between its first line and the blank one. */
  replyPgpKey: z
    .string()
    .max(50_000)
    .regex(/^-----BEGIN PGP PUBLIC KEY BLOCK-----\n\n/)
    .optional(),
  /** Which format is meant by a data schema that does not tell by its name: `fim-json.v1 <URI>`. */
  schemas: z.array(z.string().regex(namedSchema)).default([]),
  /** Which one is taken where the destination lists several. */
  prefer: z
    .array(z.enum(dataFormats))
    .min(1)
    .default([...dataFormats]),
  /** Bytes beyond which data travel as an attachment. */
  largeDataBytes: z
    .int()
    .min(1)
    .default(4 * 1024 * 1024),
  /** Asks for callbacks when announcing (recalled); else they are set up in the Self-Service-Portal. */
  announceCallback: z.boolean().default(false),
});

export interface FitConnectOptions extends Environment {
  readonly destinationId?: string | undefined;
  readonly routingApi?: string | undefined;
  readonly portalIssuers: readonly string[];
  readonly service?: string | undefined;
  readonly replyChannel?: ReplyChannelName | undefined;
  readonly replyAddress?: string | undefined;
  readonly replyPgpKey?: string | undefined;
  readonly schemas: readonly string[];
  readonly prefer: readonly DataFormat[];
  readonly largeDataBytes: number;
  readonly announceCallback: boolean;
}

/** Options of a destination that is reached by FIT-Connect. */
export const fitConnectOptions: z.ZodType<FitConnectOptions> = optionsShape
  .superRefine(checkEnvironment)
  .refine(
    ({ destinationId, routingApi, portalIssuers }) =>
      destinationId !== undefined || (routingApi !== undefined && portalIssuers.length > 0),
    {
      path: ["destinationId"],
      error: "is needed, or routingApi with portalIssuers",
    },
  )
  .refine(
    ({ replyChannel, replyAddress = "" }) =>
      !namedChannels.some((name) => name === replyChannel) ||
      (replyChannel === "elster" ? replyAddress !== "" : z.email().safeParse(replyAddress).success),
    { path: ["replyAddress"], error: "must be the address of the reply channel" },
  )
  .refine(
    ({ replyChannel, replyPgpKey }) => replyPgpKey === undefined || replyChannel === "eMail",
    { path: ["replyPgpKey"], error: "goes with the reply channel eMail" },
  );

/** What an environment calls itself in its events (`iss`). */
export function issuerOf({ issuer, submissionApi }: Environment): string {
  return issuer ?? submissionApi;
}
