/**
 * The whole map of the site: address → file below app/. Read by app/routes.ts.
 *
 * @type {{ path: string, file: string }[]}
 */
export const siteMap = [
  { path: "/", file: "routes/home.tsx" },
  { path: "/impressum", file: "routes/imprint.tsx" },
  { path: "/datenschutz", file: "routes/privacy.tsx" },
  { path: "/barrierefreiheit", file: "routes/accessibility.tsx" },
  { path: "/hilfe", file: "routes/help.tsx" },
  { path: "/anmelden", file: "routes/sign-in.tsx" },
  { path: "/abmelden", file: "routes/sign-out.ts" },
  { path: "/eingang", file: "routes/inbox.tsx" },
  { path: "/eingang/liste.csv", file: "routes/inbox-csv.ts" },
  { path: "/eingang/:id", file: "routes/submission.tsx" },
  { path: "/eingang/:id/:file", file: "routes/submission-download.ts" },
  { path: "/eingang/:id/anlagen/:attachment", file: "routes/submission-attachment.ts" },
  { path: "/verwaltung", file: "routes/administration.tsx" },
  { path: "/:municipality", file: "routes/municipality.tsx" },
  { path: "/:municipality/:service", file: "routes/service.tsx" },
  { path: "/:municipality/:service/pruefen", file: "routes/review.tsx" },
  { path: "/:municipality/:service/anlagen/:attachment", file: "routes/attachment.ts" },
  { path: "/:municipality/:service/eingang/:reference", file: "routes/receipt.tsx" },
  {
    path: "/:municipality/:service/eingang/:reference/pdf",
    file: "routes/receipt-download.ts",
  },
  { path: "/:municipality/:service/:page/:item?", file: "routes/page.tsx" },
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
