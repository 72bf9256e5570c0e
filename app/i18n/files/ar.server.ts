// Every file of Arabic texts.
export { default as about } from "../../../locales/ar/language.json" with { type: "json" };
export { default as accessibility } from "../../../locales/ar/accessibility.json" with { type: "json" };
export { default as countries } from "../../../locales/ar/countries.json" with { type: "json" };
export { default as document } from "../../../locales/ar/document.json" with { type: "json" };
export { default as draft } from "../../../locales/ar/draft.json" with { type: "json" };
export { default as errors } from "../../../locales/ar/errors.json" with { type: "json" };
export { default as finder } from "../../../locales/ar/finder.json" with { type: "json" };
export { default as forms } from "../../../locales/ar/forms.json" with { type: "json" };
export { default as identity } from "../../../locales/ar/identity.json" with { type: "json" };
export { default as information } from "../../../locales/ar/information.json" with { type: "json" };
export { default as notice } from "../../../locales/ar/notice.json" with { type: "json" };
export { default as payment } from "../../../locales/ar/payment.json" with { type: "json" };
export { default as portal } from "../../../locales/ar/portal.json" with { type: "json" };
export { default as proof } from "../../../locales/ar/proof.json" with { type: "json" };
