import * as z from "zod";
import type { Portal } from "../catalogue/portal.server.ts";
import { mailboxAttribute, questionsForProvider } from "../domain/provider-answers.ts";
import { passesMailboxOn } from "../forwarding/account-mailbox.server.ts";
import { completeSignIn, startSignIn, type Trouble } from "../identity/identity-provider.server.ts";
import { openJourney, type NoJourney, type Visit } from "./open-journey.server.ts";
import { fromProvider, prefillDraft, type PrefillOutcome } from "./prefill-draft.server.ts";
import {
  newState,
  signInPatience,
  type Attempt,
  type SignInStart,
} from "./sign-in-attempts.server.ts";

type NoSignIn = Exclude<NoJourney, { kind: "filed" }>;
/** `noProvider`: the portal has none, so nothing leads here. */
export type BeginOutcome =
  | NoSignIn
  | { readonly kind: "noProvider" }
  | {
      readonly kind: "begun";
      readonly url: string;
      readonly name: string;
      readonly attempt: Attempt;
    }
  | Failed;
export interface Failed {
  readonly kind: "failed";
  readonly trouble: SignInTrouble;
}
/** `elsewhere`: it did not begin in this browser, or came back before. */
export type SignInTrouble = Trouble["kind"] | "elsewhere";

interface SignInRequest {
  readonly from: SignInStart;
  readonly redirectUri: string;
  /** The device is one that many use. */
  readonly shared: boolean;
  readonly language: string;
}

/** Begins a sign-in with the identity provider; asks for the level that the service needs. */
export async function beginSignIn(
  portal: Portal,
  visit: Visit,
  { from, redirectUri, shared, language }: SignInRequest,
): Promise<BeginOutcome> {
  const own = await openJourney(portal, visit);
  const anew = own.kind === "filed";
  const open = anew ? await openJourney(portal, { ...visit, ticket: undefined }) : own;
  if (open.kind === "filed") throw new Error("without a ticket nothing can be filed");
  if (open.kind !== "open") return open;
  const { identityProvider: provider, masterKey } = portal.config;
  if (!provider) return { kind: "noProvider" };
  const place = { municipality: visit.municipality, service: visit.service };
  const started = await startSignIn(provider, {
    redirectUri,
    state: newState(masterKey, place),
    needed: open.journey.offering.service.assurance ?? "none",
    fresh: shared,
    language,
  });
  if (started.kind !== "url") return failed(portal, started);
  portal.log.info("signIn.begun");
  const at = portal.clock().getTime();
  const attempt = { ...started.secrets, place, at, from, anew };
  return { kind: "begun", url: started.url, name: provider.name, attempt };
}

export type EndOutcome =
  | NoJourney
  | { readonly kind: "noProvider" }
  | Failed
  | {
      readonly kind: "signedIn";
      readonly ticket: (PrefillOutcome & { kind: "prefilled" })["ticket"];
    };

/**
 * Ends a sign-in: what the provider says goes into the draft, whose questions keep what was typed, and the level stays with
 * the draft, and with it the mailbox of the account where a destination takes it. Who it was is not kept. `attempt`: what this browser holds for the state that came back.
 */
export async function endSignIn(
  portal: Portal,
  visit: Visit,
  attempt: Attempt | undefined,
  { redirectUri, search }: { readonly redirectUri: string; readonly search: string },
): Promise<EndOutcome> {
  const { identityProvider: provider } = portal.config;
  if (!provider) return { kind: "noProvider" };
  const isHere =
    attempt?.place.municipality === visit.municipality && attempt.place.service === visit.service;
  if (!attempt || !isHere) return failed(portal, { kind: "elsewhere", code: "no attempt" });
  if (portal.clock().getTime() - attempt.at > signInPatience * 1000)
    return failed(portal, { kind: "expired", code: "too late" });
  const own: Visit = attempt.anew ? { ...visit, ticket: undefined } : visit;
  const open = await openJourney(portal, own);
  if (open.kind !== "open") return open;
  const { offering } = open.journey;
  const { ars } = open.municipality;
  const takesMailbox = await passesMailboxOn(portal, { ars, serviceId: offering.service.id });
  const wanted = [
    ...questionsForProvider(offering).map(({ attribute }) => attribute),
    ...(takesMailbox ? [mailboxAttribute] : []),
  ];
  const back = { redirectUri, search };
  const signedIn = await completeSignIn(provider, back, attempt, wanted);
  if (signedIn.kind !== "signedIn") return failed(portal, signedIn);
  const { attributes, level } = signedIn;
  const giver = fromProvider(attributes);
  const mailbox = takesMailbox ? z.guid().safeParse(attributes[mailboxAttribute]).data : undefined;
  const outcome = await prefillDraft(portal, own, "identityProvider", giver, {
    level,
    ...(mailbox !== undefined && { mailbox }),
  });
  if (outcome.kind !== "prefilled") return outcome;
  portal.log.info("signIn.done");
  return { kind: "signedIn", ticket: outcome.ticket };
}

/** Codes are words of the protocol and of its library; they name nobody. */
function failed(
  { log }: Portal,
  { kind: trouble, code }: { readonly kind: SignInTrouble; readonly code: string },
): Failed {
  log.info("signIn.failed", { trouble, code });
  return { kind: "failed", trouble };
}
