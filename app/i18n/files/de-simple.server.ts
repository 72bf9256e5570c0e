// Every file of German in plain language texts.
export { default as about } from "../../../locales/de-simple/language.json" with { type: "json" };
export { default as accessibility } from "../../../locales/de-simple/accessibility.json" with { type: "json" };
export { default as countries } from "../../../locales/de-simple/countries.json" with { type: "json" };
export { default as document } from "../../../locales/de-simple/document.json" with { type: "json" };
export { default as draft } from "../../../locales/de-simple/draft.json" with { type: "json" };
export { default as errors } from "../../../locales/de-simple/errors.json" with { type: "json" };
export { default as finder } from "../../../locales/de-simple/finder.json" with { type: "json" };
export { default as forms } from "../../../locales/de-simple/forms.json" with { type: "json" };
export { default as identity } from "../../../locales/de-simple/identity.json" with { type: "json" };
export { default as information } from "../../../locales/de-simple/information.json" with { type: "json" };
export { default as notice } from "../../../locales/de-simple/notice.json" with { type: "json" };
export { default as payment } from "../../../locales/de-simple/payment.json" with { type: "json" };
export { default as portal } from "../../../locales/de-simple/portal.json" with { type: "json" };
export { default as proof } from "../../../locales/de-simple/proof.json" with { type: "json" };
