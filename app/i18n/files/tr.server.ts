// Every file of Turkish texts.
export { default as about } from "../../../locales/tr/language.json" with { type: "json" };
export { default as accessibility } from "../../../locales/tr/accessibility.json" with { type: "json" };
export { default as countries } from "../../../locales/tr/countries.json" with { type: "json" };
export { default as document } from "../../../locales/tr/document.json" with { type: "json" };
export { default as draft } from "../../../locales/tr/draft.json" with { type: "json" };
export { default as errors } from "../../../locales/tr/errors.json" with { type: "json" };
export { default as finder } from "../../../locales/tr/finder.json" with { type: "json" };
export { default as forms } from "../../../locales/tr/forms.json" with { type: "json" };
export { default as identity } from "../../../locales/tr/identity.json" with { type: "json" };
export { default as information } from "../../../locales/tr/information.json" with { type: "json" };
export { default as notice } from "../../../locales/tr/notice.json" with { type: "json" };
export { default as payment } from "../../../locales/tr/payment.json" with { type: "json" };
export { default as portal } from "../../../locales/tr/portal.json" with { type: "json" };
export { default as proof } from "../../../locales/tr/proof.json" with { type: "json" };
