import about from "../../../locales/en/language.json" with { type: "json" };
import accessibility from "../../../locales/en/accessibility.json" with { type: "json" };
import administration from "../../../locales/en/administration.json" with { type: "json" };
import authoring from "../../../locales/en/authoring.json" with { type: "json" };
import casework from "../../../locales/en/casework.json" with { type: "json" };
import catalogue from "../../../locales/en/catalogue.json" with { type: "json" };
import countries from "../../../locales/en/countries.json" with { type: "json" };
import document from "../../../locales/en/document.json" with { type: "json" };
import draft from "../../../locales/en/draft.json" with { type: "json" };
import errors from "../../../locales/en/errors.json" with { type: "json" };
import finder from "../../../locales/en/finder.json" with { type: "json" };
import forms from "../../../locales/en/forms.json" with { type: "json" };
import forwarding from "../../../locales/en/forwarding.json" with { type: "json" };
import identity from "../../../locales/en/identity.json" with { type: "json" };
import information from "../../../locales/en/information.json" with { type: "json" };
import look from "../../../locales/en/look.json" with { type: "json" };
import mail from "../../../locales/en/mail.json" with { type: "json" };
import notice from "../../../locales/en/notice.json" with { type: "json" };
import offering from "../../../locales/en/offering.json" with { type: "json" };
import operator from "../../../locales/en/operator.json" with { type: "json" };
import payment from "../../../locales/en/payment.json" with { type: "json" };
import people from "../../../locales/en/people.json" with { type: "json" };
import portal from "../../../locales/en/portal.json" with { type: "json" };
import proof from "../../../locales/en/proof.json" with { type: "json" };
import readiness from "../../../locales/en/readiness.json" with { type: "json" };
import records from "../../../locales/en/records.json" with { type: "json" };
import window from "../../../locales/en/window.json" with { type: "json" };

/** Every file of English texts. */
export const en = {
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
  casework,
  administration,
  catalogue,
  window,
  forwarding,
  offering,
  readiness,
  people,
  look,
  mail,
  records,
  operator,
  authoring,
  about,
};
