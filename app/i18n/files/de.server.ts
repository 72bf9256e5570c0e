import about from "../../../locales/de/language.json" with { type: "json" };
import accessibility from "../../../locales/de/accessibility.json" with { type: "json" };
import administration from "../../../locales/de/administration.json" with { type: "json" };
import authoring from "../../../locales/de/authoring.json" with { type: "json" };
import casework from "../../../locales/de/casework.json" with { type: "json" };
import catalogue from "../../../locales/de/catalogue.json" with { type: "json" };
import countries from "../../../locales/de/countries.json" with { type: "json" };
import document from "../../../locales/de/document.json" with { type: "json" };
import draft from "../../../locales/de/draft.json" with { type: "json" };
import errors from "../../../locales/de/errors.json" with { type: "json" };
import finder from "../../../locales/de/finder.json" with { type: "json" };
import forms from "../../../locales/de/forms.json" with { type: "json" };
import forwarding from "../../../locales/de/forwarding.json" with { type: "json" };
import identity from "../../../locales/de/identity.json" with { type: "json" };
import information from "../../../locales/de/information.json" with { type: "json" };
import look from "../../../locales/de/look.json" with { type: "json" };
import mail from "../../../locales/de/mail.json" with { type: "json" };
import notice from "../../../locales/de/notice.json" with { type: "json" };
import offering from "../../../locales/de/offering.json" with { type: "json" };
import operator from "../../../locales/de/operator.json" with { type: "json" };
import payment from "../../../locales/de/payment.json" with { type: "json" };
import people from "../../../locales/de/people.json" with { type: "json" };
import portal from "../../../locales/de/portal.json" with { type: "json" };
import proof from "../../../locales/de/proof.json" with { type: "json" };
import readiness from "../../../locales/de/readiness.json" with { type: "json" };
import records from "../../../locales/de/records.json" with { type: "json" };
import window from "../../../locales/de/window.json" with { type: "json" };

/** Every file of German texts. */
export const de = {
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
