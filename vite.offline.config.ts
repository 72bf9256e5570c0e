import { defineConfig } from "vite";

/** The script of the page that checks receipts without a network: one file, which runs wherever it is put. */
export default defineConfig({
  publicDir: false,
  build: {
    outDir: "build/offline",
    target: "es2022",
    reportCompressedSize: false,
    lib: {
      entry: "app/proof/offline-page/main.ts",
      formats: ["iife"],
      name: "checkReceipt",
      fileName: () => "check-receipt.js",
    },
  },
});
