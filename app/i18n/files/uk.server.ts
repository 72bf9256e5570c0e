// Every file of Ukrainian texts.
export { default as about } from "../../../locales/uk/language.json" with { type: "json" };
export { default as accessibility } from "../../../locales/uk/accessibility.json" with { type: "json" };
export { default as countries } from "../../../locales/uk/countries.json" with { type: "json" };
export { default as document } from "../../../locales/uk/document.json" with { type: "json" };
export { default as draft } from "../../../locales/uk/draft.json" with { type: "json" };
export { default as errors } from "../../../locales/uk/errors.json" with { type: "json" };
export { default as finder } from "../../../locales/uk/finder.json" with { type: "json" };
export { default as forms } from "../../../locales/uk/forms.json" with { type: "json" };
export { default as identity } from "../../../locales/uk/identity.json" with { type: "json" };
export { default as information } from "../../../locales/uk/information.json" with { type: "json" };
export { default as notice } from "../../../locales/uk/notice.json" with { type: "json" };
export { default as payment } from "../../../locales/uk/payment.json" with { type: "json" };
export { default as portal } from "../../../locales/uk/portal.json" with { type: "json" };
export { default as proof } from "../../../locales/uk/proof.json" with { type: "json" };
