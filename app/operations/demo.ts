import type { DemoAccess, DemoLogin } from "../catalogue/portal.server.ts";

export const demoTown = "000000000001";

/** Which municipality offers which bundled service in a demo, so that the home page has something to show. */
export const demoOfferings: readonly {
  readonly ars: string;
  readonly services: readonly string[];
}[] = [
  {
    ars: demoTown,
    services: [
      "alle-feldarten",
      "bewohnerparkausweis",
      "hundesteuer-anmelden",
      "meldebescheinigung",
      "strassenfest",
    ],
  },
  { ars: "010020000000", services: ["bewohnerparkausweis", "hundesteuer-anmelden"] },
  { ars: "053150000000", services: ["bewohnerparkausweis", "strassenfest"] },
  { ars: "091800117117", services: ["hundesteuer-anmelden"] },
  { ars: "120540000000", services: ["meldebescheinigung"] },
  { ars: "146260110110", services: ["strassenfest"] },
];

/**
 * Invented persons, one for each role. Editor and publisher show the four eyes; the second caseworker, that each town sees its own
 * applications alone.
 */
export const demoAccounts: readonly (DemoLogin & { readonly ars: string | null })[] = [
  { role: "operator", login: "betrieb", name: "Erika Mustermann", ars: null },
  {
    role: "municipality-admin",
    login: "verwaltung",
    name: "Max Mustermann",
    ars: demoTown,
    municipality: "Musterstadt",
  },
  {
    role: "editor",
    login: "redaktion",
    name: "Erika Musterfrau",
    ars: demoTown,
    municipality: "Musterstadt",
  },
  {
    role: "publisher",
    login: "freigabe",
    name: "Max Musterfrau",
    ars: demoTown,
    municipality: "Musterstadt",
  },
  {
    role: "caseworker",
    login: "sachbearbeitung",
    name: "Lieschen Müller",
    ars: demoTown,
    municipality: "Musterstadt",
  },
  {
    role: "caseworker",
    login: "sachbearbeitung-kiel",
    name: "Otto Normalverbraucher",
    ars: "010020000000",
    municipality: "Kiel",
  },
];

/** What the sign-in page of a demo shows; undefined outside the demo. */
export function demoAccessOf(config: { readonly demoPassword?: string }): DemoAccess | undefined {
  const { demoPassword: password } = config;
  if (password === undefined) return undefined;
  return { password, logins: demoAccounts.map(({ ars: _ars, ...login }) => login) };
}
