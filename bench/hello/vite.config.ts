import { vitePlugin as remix } from "@remix-run/dev";
import { defineConfig } from "vite";

/** A Remix app with one route and nothing else: the measure that holds on any machine. */
export default defineConfig({
  root: import.meta.dirname,
  plugins: [
    remix({
      buildDirectory: "../../.cache/hello",
      future: { v3_singleFetch: true, v3_lazyRouteDiscovery: true },
    }),
  ],
});
