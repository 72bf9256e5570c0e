import { defineConfig } from "vitest/config";

// On its own, without the Remix plugin: tests call loaders and actions as the functions that they are.
export default defineConfig({
  test: {
    include: ["{app,db,bin,docs,scripts,e2e,bench}/**/*.test.{ts,tsx,mjs}"],
    environment: "node",
    // One PostgreSQL for all of them.
    globalSetup: "db/test-server.ts",
    // Files share the modules of their thread: loading those of the whole portal anew took most files longer than their tests. So
    // nothing may be mocked, and what a module keeps it keeps by database or by portal.
    pool: "threads",
    isolate: false,
    maxWorkers: 2,
    // Generous: a busy machine is no fault of the code.
    testTimeout: 60_000,
    hookTimeout: 180_000,
  },
});
