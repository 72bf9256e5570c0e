import about from "../../../locales/uk/language.json" with { type: "json" };
import accessibility from "../../../locales/uk/accessibility.json" with { type: "json" };
import countries from "../../../locales/uk/countries.json" with { type: "json" };
import document from "../../../locales/uk/document.json" with { type: "json" };
import draft from "../../../locales/uk/draft.json" with { type: "json" };
import errors from "../../../locales/uk/errors.json" with { type: "json" };
import finder from "../../../locales/uk/finder.json" with { type: "json" };
import forms from "../../../locales/uk/forms.json" with { type: "json" };
import identity from "../../../locales/uk/identity.json" with { type: "json" };
import information from "../../../locales/uk/information.json" with { type: "json" };
import notice from "../../../locales/uk/notice.json" with { type: "json" };
import payment from "../../../locales/uk/payment.json" with { type: "json" };
import portal from "../../../locales/uk/portal.json" with { type: "json" };
import proof from "../../../locales/uk/proof.json" with { type: "json" };

/** Every file of Ukrainian texts. */
export const uk = {
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
