import { vitePlugin as remix } from "@remix-run/dev";
import { defineConfig } from "vite";
import options from "./remix.config.js";

export default defineConfig(({ isSsrBuild }) => ({
  plugins: [remix(options)],
  // Warnings of KERN's own files are KERN's to mend.
  css: { preprocessorOptions: { scss: { quietDeps: true } } },
  build: {
    // Top-level await is fine in Node; browsers get Vite's default.
    ...(isSsrBuild === true && { target: "esnext" }),
    // Inlined files would need `data:` in the content security policy.
    assetsInlineLimit: 0,
    reportCompressedSize: false,
  },
}));
