import { defineConfig } from "vitest/config";

// On its own, without the Remix plugin: tests call loaders and actions as the functions that they are.
export default defineConfig({
  test: {
    include: ["{app,db,bin,docs,scripts,e2e,bench}/**/*.test.{ts,tsx,mjs}"],
    environment: "node",
    // One PostgreSQL for all of them.
    globalSetup: "db/test-server.ts",
    // Each file has modules of its own; processes would cost start-up time on every one of them.
    pool: "threads",
    maxWorkers: 2,
    // Generous: a busy machine is no fault of the code.
    testTimeout: 60_000,
    hookTimeout: 180_000,
  },
});
