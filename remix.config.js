/**
 * The whole map of the site: address → file below app/. Read by app/routes.ts.
 *
 * @type {{ path: string, file: string }[]}
 */
export const siteMap = [{ path: "/", file: "routes/home.tsx" }];

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
