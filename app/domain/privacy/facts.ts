import type { Text } from "../text.ts";
import type { DataGroup } from "./data-kinds.ts";
import type { SupervisoryAuthority } from "./supervisory-authorities.ts";
import type { Region } from "./transfers.ts";

/** What a municipality says of itself; "" where it has not. */
export interface ControllerFacts {
  readonly controller: string;
  readonly address: string;
  readonly email: string;
  readonly phone: string;
  readonly officer: string;
  readonly officerEmail: string;
  /** In place of the authority that the portal knows for the Land. */
  readonly authority: string;
}

export const noController: ControllerFacts = {
  controller: "",
  address: "",
  email: "",
  phone: "",
  officer: "",
  officerEmail: "",
  authority: "",
};

/** Somebody who gets what is filed. */
export interface Recipient {
  readonly adapter: string;
  readonly name: string;
  readonly region: Region;
}

/** That citizens may sign in, or have to, with an account that they have elsewhere. */
export interface SignInFacts {
  /** What citizens call it, e.g. `BundID`. */
  readonly provider: string;
  /** Whether nobody can file without. */
  readonly needed: boolean;
  /** Questions that it can answer. */
  readonly asked: readonly Text[];
}

/** What there is to say of an offering. */
export interface OfferingFacts {
  readonly id: string;
  readonly version: string;
  readonly name: Text;
  readonly purpose: Text | undefined;
  readonly legalBasis: Text | undefined;
  readonly retentionDays: number | undefined;
  /** Norms on which the service rests. */
  readonly laws: readonly Text[];
  readonly groups: readonly DataGroup[];
  readonly recipients: readonly Recipient[];
  /** What a sign-in with an account from elsewhere brings; undefined where there is none for this service. */
  readonly signIn: SignInFacts | undefined;
  /** Nobody can apply any more, and what was filed or begun before is still kept. */
  readonly isSwitchedOff: boolean;
  /** Whether fees are paid at the municipality's payment service before filing. */
  readonly pays: boolean;
}

/** Everything from which privacy documents are made. */
export interface PrivacyFacts {
  readonly municipality: { readonly name: string; readonly ars: string; readonly slug: string };
  readonly controller: ControllerFacts;
  readonly authority: { readonly own: string } | SupervisoryAuthority | undefined;
  readonly offerings: readonly OfferingFacts[];
  /** Whether the portal sends mails, and has files looked at for viruses. */
  readonly mails: boolean;
  readonly scans: boolean;
  /** ISO date. */
  readonly day: string;
}
