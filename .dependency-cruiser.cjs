// The floors of docs/architecture.md. Imports of types count too.
const tests =
  "(\\.test\\.tsx?$|/fixtures/|^db/(drop-)?test-|^app/http/echo-server\\.ts$|^e2e/|^bench/)";

/** @param {string} name @param {string} folders @param {string[]} allowed of ours */
const floor = (name, folders, allowed) => ({
  name,
  severity: "error",
  comment: `See "Floors" in docs/architecture.md: ${folders} may import only ${allowed.join(", ") || "packages"} of ours.`,
  from: { path: `^(${folders})/`, pathNot: tests },
  to: {
    path: "^(app|db|bin|scripts|server\\.ts)",
    pathNot: [`^(${[folders, ...allowed].join("|")})(/|$)`],
  },
});

/** @type {import("dependency-cruiser").IConfiguration} */
module.exports = {
  forbidden: [
    { name: "no-circular", severity: "error", from: {}, to: { circular: true } },
    {
      name: "not-unresolvable",
      severity: "error",
      from: {},
      to: { couldNotResolve: true, pathNot: "^virtual:|^bun$" },
    },
    floor("floor-1-domain", "app/domain", []),
    floor("floor-1-platform", "app/platform", []),
    floor("floor-1-ui", "app/ui", []),
    floor("floor-2-db", "db", ["app/domain"]),
    floor("floor-2-files", "app/files", ["app/domain"]),
    floor("floor-2-fim", "app/fim", ["app/domain"]),
    floor("floor-2-documents", "app/documents", ["app/domain"]),
    floor("floor-2-i18n", "app/i18n", []),
    floor("floor-2-http", "app/http", ["app/platform"]),
    floor("floor-2-mail", "app/mail", ["app/platform"]),
    floor("floor-3-catalogue", "app/catalogue", [
      "app/domain",
      "app/platform",
      "app/fim",
      "app/files",
      "app/documents",
      "app/mail",
      "db",
    ]),
    floor("floor-3-proof", "app/proof", [
      "app/domain",
      "app/platform",
      "app/documents",
      "app/catalogue",
      "db",
    ]),
    floor("floor-3-notification", "app/notification", [
      "app/domain",
      "app/platform",
      "app/documents",
      "app/i18n",
      "app/mail",
      "app/catalogue",
      "db",
    ]),
    floor("floor-3-forwarding", "app/forwarding", [
      "app/domain",
      "app/platform",
      "app/documents",
      "app/i18n",
      "app/mail",
      "app/catalogue",
      "db",
    ]),
    floor("floor-3-payment", "app/payment", ["app/domain", "app/platform", "app/catalogue", "db"]),
    floor("floor-3-setup", "app/setup", [
      "app/domain",
      "app/platform",
      "app/files",
      "app/catalogue",
      "app/forwarding",
      "app/notification",
      "db",
    ]),
    floor("floor-3-identity", "app/identity", ["app/domain", "app/platform", "db"]),
    floor("floor-3-forms", "app/forms", ["app/domain", "app/ui", "app/i18n"]),
    ...["apply", "casework", "administration", "operations", "jobs"].map((folder) =>
      floor(`floor-4-${folder}`, `app/${folder}`, [
        "app/domain",
        "app/platform",
        "app/fim",
        "app/files",
        "app/documents",
        "app/i18n",
        "app/catalogue",
        "app/forwarding",
        "app/identity",
        "app/mail",
        "app/notification",
        "app/payment",
        "app/proof",
        "app/setup",
        "db",
      ]),
    ),
    {
      name: "routes-without-db",
      severity: "error",
      comment: "A route calls a use case; it knows no table.",
      from: { path: "^app/routes/", pathNot: tests },
      to: { path: "^db/" },
    },
    {
      name: "domain-only-zod",
      severity: "error",
      from: { path: "^app/domain/", pathNot: tests },
      to: { dependencyTypes: ["npm", "npm-dev", "core"], pathNot: "node_modules/zod" },
    },
    {
      name: "browser-without-server",
      severity: "error",
      comment:
        "What runs in the browser imports nothing that touches Node, secrets or the database.",
      from: { path: "^app/(forms|ui|domain)/", pathNot: tests },
      to: { path: "\\.server\\.tsx?$|^node:|^db/" },
    },
    {
      name: "remix-in-few-places",
      severity: "error",
      comment: "Remix 2 is in maintenance: the step to React Router 7 stays small.",
      from: {
        path: "^(app|db|bin)/",
        pathNot: `^app/(routes/|root\\.tsx|entry\\.|remix\\.d\\.ts|forms/page-form\\.tsx|http/remix-[a-z]+\\.server\\.ts)|${tests}`,
      },
      to: { path: "node_modules/@remix-run" },
    },
    {
      name: "no-dev-packages",
      severity: "error",
      from: { path: "^(app|db|bin|server\\.ts)", pathNot: tests },
      to: {
        dependencyTypes: ["npm-dev"],
        pathNot: "node_modules/(@types/|@remix-run/server-runtime|vite/)",
      },
    },
    {
      name: "no-orphans",
      severity: "error",
      from: {
        orphan: true,
        path: "^(app|db)/",
        pathNot: `^app/routes(/|\\.ts)|\\.d\\.ts$|\\.(json|md)$|${tests}`,
      },
      to: {},
    },
  ],
  options: {
    includeOnly: "^(app|db|bin|e2e|bench|scripts|server\\.ts|node_modules|node:)",
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^(build|\\.data|\\.cache)" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "node", "default", "types"],
      extensions: [".ts", ".tsx", ".mjs", ".js", ".json"],
    },
  },
};
