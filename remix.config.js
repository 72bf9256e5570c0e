/**
 * The options of Remix and the whole map of the site: address → file.
 * `v3_routeConfig` is the one flag left off: it would move the map to another file.
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
  },
  routes: (defineRoutes) =>
    defineRoutes((route) => {
      route("/", "routes/home.tsx", { index: true });
    }),
};
