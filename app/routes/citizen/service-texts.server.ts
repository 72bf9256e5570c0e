import type { ShownText } from "#app/domain/page-form.ts";
import type { ServiceDefinition } from "#app/domain/service.ts";
import { showText } from "#app/domain/shown-page.ts";
import type { Language, Text } from "#app/domain/text.ts";

/** What the page of a service tells, in one language. */
export interface ServiceTexts {
  readonly name: ShownText;
  readonly summary: ShownText;
  readonly needs: readonly ShownText[];
  readonly fee?: ShownText;
  readonly duration?: ShownText;
  readonly minutes?: number;
  readonly legalBasis: readonly ShownText[];
  readonly contact?: {
    readonly office: ShownText;
    readonly address?: string;
    readonly phone?: string;
    readonly email?: string;
    readonly openingHours?: ShownText;
  };
  /** In plain German, whatever the language of the page. */
  readonly plainLanguage?: { readonly text?: string; readonly page: string | undefined };
  readonly signLanguage?: {
    readonly video: string;
    readonly captions: string | undefined;
    readonly transcript: ShownText | undefined;
  };
  readonly privacy?: {
    readonly purpose: ShownText;
    readonly legalBasis: ShownText;
    readonly retentionDays: number;
  };
}

export function serviceTexts(service: ServiceDefinition, language: Language): ServiceTexts {
  const show = (text: Text) => showText(text, language);
  const { name, description } = service;
  const { summary, needs, fee, duration, minutes, legalBasis, privacy } = description;
  const { plainLanguage, signLanguage, contact } = description;
  return {
    name: show(name),
    summary: show(summary),
    needs: needs.map(show),
    ...(fee && { fee: show(fee) }),
    ...(duration && { duration: show(duration) }),
    ...(minutes !== undefined && { minutes }),
    legalBasis: legalBasis.map(show),
    ...(contact && {
      contact: {
        office: show(contact.office),
        ...(contact.address !== undefined && { address: contact.address }),
        ...(contact.phone !== undefined && { phone: contact.phone }),
        ...(contact.email !== undefined && { email: contact.email }),
        ...(contact.openingHours && { openingHours: show(contact.openingHours) }),
      },
    }),
    ...(plainLanguage && {
      plainLanguage: {
        ...(plainLanguage.text !== undefined && { text: plainLanguage.text }),
        page: plainLanguage.page,
      },
    }),
    ...(signLanguage && {
      signLanguage: {
        video: signLanguage.video,
        captions: signLanguage.captions,
        transcript: signLanguage.transcript && show(signLanguage.transcript),
      },
    }),
    ...(privacy && {
      privacy: {
        purpose: show(privacy.purpose),
        legalBasis: show(privacy.legalBasis),
        retentionDays: privacy.retentionDays,
      },
    }),
  };
}
