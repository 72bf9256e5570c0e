import about from "../../../locales/tr/language.json" with { type: "json" };
import accessibility from "../../../locales/tr/accessibility.json" with { type: "json" };
import countries from "../../../locales/tr/countries.json" with { type: "json" };
import document from "../../../locales/tr/document.json" with { type: "json" };
import draft from "../../../locales/tr/draft.json" with { type: "json" };
import errors from "../../../locales/tr/errors.json" with { type: "json" };
import finder from "../../../locales/tr/finder.json" with { type: "json" };
import forms from "../../../locales/tr/forms.json" with { type: "json" };
import identity from "../../../locales/tr/identity.json" with { type: "json" };
import information from "../../../locales/tr/information.json" with { type: "json" };
import notice from "../../../locales/tr/notice.json" with { type: "json" };
import payment from "../../../locales/tr/payment.json" with { type: "json" };
import portal from "../../../locales/tr/portal.json" with { type: "json" };
import proof from "../../../locales/tr/proof.json" with { type: "json" };

/** Every file of Turkish texts. */
export const tr = {
  portal,
  forms,
  errors,
  countries,
  draft,
  information,
  proof,
  payment,
  identity,
  accessibility,
  notice,
  finder,
  document,
  about,
};
