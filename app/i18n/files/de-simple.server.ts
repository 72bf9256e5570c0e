import about from "../../../locales/de-simple/language.json" with { type: "json" };
import accessibility from "../../../locales/de-simple/accessibility.json" with { type: "json" };
import countries from "../../../locales/de-simple/countries.json" with { type: "json" };
import document from "../../../locales/de-simple/document.json" with { type: "json" };
import draft from "../../../locales/de-simple/draft.json" with { type: "json" };
import errors from "../../../locales/de-simple/errors.json" with { type: "json" };
import finder from "../../../locales/de-simple/finder.json" with { type: "json" };
import forms from "../../../locales/de-simple/forms.json" with { type: "json" };
import identity from "../../../locales/de-simple/identity.json" with { type: "json" };
import information from "../../../locales/de-simple/information.json" with { type: "json" };
import notice from "../../../locales/de-simple/notice.json" with { type: "json" };
import payment from "../../../locales/de-simple/payment.json" with { type: "json" };
import portal from "../../../locales/de-simple/portal.json" with { type: "json" };
import proof from "../../../locales/de-simple/proof.json" with { type: "json" };

/** Every file of German in plain language texts. */
export const simple = {
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
