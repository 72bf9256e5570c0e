import type { LanguageShare } from "#app/apply/service-languages.server.ts";
import type { Municipality } from "#app/domain/municipality.ts";
import type { Overlay } from "#app/domain/overlay/overlay.ts";
import type { PageForm, ShownText } from "#app/domain/page-form.ts";
import type { ServiceDefinition } from "#app/domain/service.ts";
import type { FiledFees } from "#app/domain/submission.ts";
import type { Language } from "#app/i18n/languages.ts";
import type { ServiceTexts } from "../citizen/service-texts.server.ts";
import type { SignInView } from "../sign-in/sign-in-view.server.ts";
import type { ShownValue } from "./shown-value.server.ts";

/** What citizens would see of a section. */
export type Preview =
  | {
      readonly kind: "about";
      readonly base: string;
      readonly service: ServiceTexts;
      readonly municipality: string;
      readonly languages: readonly LanguageShare[];
      /** How signing in would stand for somebody who has just come. */
      readonly signIn: SignInView;
      /** What somebody reads who has filed just now. */
      readonly nextSteps: readonly ShownText[];
      /** Days in which the rest may be handed in, where one may file before everything is there. */
      readonly completeWithinDays?: number;
    }
  | {
      readonly kind: "fees";
      readonly fee?: ShownText;
      /** The amounts that count, entry by entry. */
      readonly table: readonly {
        readonly entry: string;
        readonly label: ShownText;
        readonly amount: ShownValue;
      }[];
      /** What an example person would pay; absent where nobody was found who pays anything. */
      readonly example?: FiledFees;
    }
  | {
      readonly kind: "page";
      readonly title: ShownText;
      readonly intro?: ShownText;
      readonly form: PageForm;
      /** Whether it is only asked after certain answers: this is what an example person sees who gave them. */
      readonly afterAnswers: boolean;
    }
  /** A page that is only asked after certain answers, and to which no example person came. */
  | { readonly kind: "conditional" }
  /** A question of one's own of which not enough is typed to be drawn. */
  | { readonly kind: "unfinished" }
  /** What is set does not make a form that works. */
  | { readonly kind: "broken" };

/** What is looked at: a section of a service with what is set, in a town. */
export interface Previewed {
  readonly service: ServiceDefinition;
  readonly overlay: Overlay;
  readonly section: string;
  readonly municipality: Municipality;
  readonly language: Language;
  /** What citizens call the identity provider; absent where there is none. */
  readonly provider?: string | undefined;
}
