/**
 * The whole map of the site: address → file below app/. Read by app/routes.ts.
 *
 * @type {{ path: string, file: string }[]}
 */
export const siteMap = [
  { path: "/", file: "routes/citizen/home.tsx" },
  { path: "/impressum", file: "routes/text/imprint.tsx" },
  { path: "/datenschutz", file: "routes/text/privacy.tsx" },
  { path: "/barrierefreiheit", file: "routes/text/accessibility.tsx" },
  { path: "/hilfe", file: "routes/text/help.tsx" },
  { path: "/sprachen", file: "routes/text/languages.tsx" },
  { path: "/status", file: "routes/citizen/status.tsx" },
  { path: "/quittung", file: "routes/citizen/verify.tsx" },
  { path: "/quittung/pruefseite", file: "routes/citizen/offline-page.ts" },
  { path: "/.well-known/einmal-keys.json", file: "routes/citizen/public-keys.ts" },
  { path: "/quittung/protokoll/:ars", file: "routes/citizen/log-head.ts" },
  { path: "/quittung/protokoll/:ars/:first/:second", file: "routes/citizen/log-consistency.ts" },
  { path: "/rueckruf/:destination", file: "routes/callback.ts" },
  { path: "/anmelden", file: "routes/staff/sign-in.tsx" },
  { path: "/anmelden/verlaengern", file: "routes/staff/extend-session.ts" },
  { path: "/abmelden", file: "routes/staff/sign-out.ts" },
  { path: "/eingang", file: "routes/staff/inbox.tsx" },
  { path: "/eingang/liste.csv", file: "routes/staff/inbox-csv.ts" },
  { path: "/eingang/:id", file: "routes/staff/submission.tsx" },
  { path: "/eingang/:id/:file", file: "routes/staff/submission-download.ts" },
  { path: "/eingang/:id/anlagen/:attachment", file: "routes/staff/submission-attachment.ts" },
  { path: "/verwaltung", file: "routes/staff/administration.tsx" },
  { path: "/verwaltung/leistungen/:service/angebot", file: "routes/offering/window.tsx" },
  { path: "/verwaltung/leistungen/:service/vorschau", file: "routes/offering/preview.tsx" },
  { path: "/verwaltung/mails", file: "routes/staff/mail-texts.tsx" },
  { path: "/verwaltung/ziele", file: "routes/forwarding/destinations.tsx" },
  { path: "/verwaltung/ziele/:id", file: "routes/forwarding/destination.tsx" },
  { path: "/verwaltung/zustellungen", file: "routes/forwarding/deliveries.tsx" },
  { path: "/verwaltung/zustellungen/:id", file: "routes/forwarding/delivery.tsx" },
  { path: "/verwaltung/zahlung", file: "routes/payment/payment-settings.tsx" },
  { path: "/verwaltung/barrierefreiheit", file: "routes/staff/accessibility.tsx" },
  { path: "/verwaltung/zahlen", file: "routes/staff/figures.tsx" },
  { path: "/verwaltung/zahlen.csv", file: "routes/staff/figures-csv.ts" },
  { path: "/weiter/:link", file: "routes/draft/resume.tsx" },
  { path: "/vorschau/ende", file: "routes/citizen/preview-end.ts" },
  { path: "/vorschau/:token", file: "routes/citizen/preview-start.ts" },
  { path: "/rueckmeldung/:municipality/:service", file: "routes/citizen/feedback.tsx" },
  { path: "/gemeinsam/ende", file: "routes/draft/shared-end.tsx" },
  { path: "/handy/:token", file: "routes/phone/phone.tsx" },
  { path: "/handy/:token/:photo", file: "routes/phone/photo.ts" },
  { path: "/:municipality", file: "routes/citizen/municipality.tsx" },
  { path: "/:municipality/barrierefreiheit", file: "routes/citizen/statement.tsx" },
  { path: "/:municipality/barrierefreiheit/melden", file: "routes/citizen/report-barrier.tsx" },
  { path: "/:municipality/:service", file: "routes/citizen/service.tsx" },
  { path: "/:municipality/:service/pruefen", file: "routes/citizen/review.tsx" },
  { path: "/:municipality/:service/bezahlen", file: "routes/payment/payment.tsx" },
  { path: "/:municipality/:service/bezahlen/zurueck", file: "routes/payment/payment-return.ts" },
  { path: "/:municipality/:service/bezahlen/stand", file: "routes/payment/payment-status.ts" },
  { path: "/:municipality/:service/weiter", file: "routes/draft/arrival.tsx" },
  { path: "/:municipality/:service/entwurf", file: "routes/draft/draft.tsx" },
  { path: "/:municipality/:service/entwurf/tippen", file: "routes/draft/typed.ts" },
  { path: "/:municipality/:service/entwurf/angaben", file: "routes/draft/answers.ts" },
  { path: "/:municipality/:service/entwurf/ort", file: "routes/draft/town.tsx" },
  { path: "/:municipality/:service/entwurf/uebernehmen", file: "routes/draft/take-over.tsx" },
  { path: "/:municipality/:service/entwurf/daten", file: "routes/draft/data.ts" },
  { path: "/:municipality/:service/anlagen", file: "routes/citizen/finish-upload.ts" },
  { path: "/:municipality/:service/anlagen/teile/:upload?", file: "routes/citizen/upload.ts" },
  { path: "/:municipality/:service/anlagen/handy", file: "routes/citizen/phones.ts" },
  { path: "/:municipality/:service/anlagen/:attachment", file: "routes/citizen/attachment.ts" },
  { path: "/:municipality/:service/eingang/:reference", file: "routes/citizen/receipt.tsx" },
  {
    path: "/:municipality/:service/eingang/:reference/pdf",
    file: "routes/citizen/receipt-download.ts",
  },
  {
    path: "/:municipality/:service/eingang/:reference/angaben",
    file: "routes/draft/receipt-answers.ts",
  },
  {
    path: "/:municipality/:service/eingang/:reference/nachweis.json",
    file: "routes/citizen/receipt-proof.ts",
  },
  { path: "/:municipality/:service/:page/:item?", file: "routes/citizen/page.tsx" },
  { path: "/*", file: "routes/not-found.ts" },
];

/**
 * The options of Remix.
 *
 * @type {import("@remix-run/dev").VitePluginConfig}
 */
export default {
  ignoredRouteFiles: ["**/*"],
  future: {
    v3_fetcherPersist: true,
    v3_relativeSplatPath: true,
    v3_throwAbortReason: true,
    v3_singleFetch: true,
    v3_lazyRouteDiscovery: true,
    v3_routeConfig: true,
  },
};
