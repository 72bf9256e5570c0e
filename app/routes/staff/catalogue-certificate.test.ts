import { createElement, type ComponentProps } from "react";
import { expect, test } from "vitest";
import type { AccessibilityResult } from "#app/domain/paths/accessibility.ts";
import { renderNode } from "#app/forms/fixtures/render-form.tsx";
import { query } from "#db/connect.ts";
import {
  getServiceDefinition,
  setAccessibility,
  setCertificate,
  upsertService,
} from "#db/queries/services.ts";
import { callRoute } from "../fixtures/call-route.ts";
import { createStaffPortal, here, parking } from "../fixtures/staff-portal.ts";
import * as administration from "./administration.tsx";
import { EntryFacts } from "./catalogue-entry-facts.tsx";
import * as entry from "./catalogue-entry.tsx";
import { CatalogueTable } from "./catalogue-table.tsx";

const { portal, accounts, cookieOf } = await createStaffPortal();
const cookie = await cookieOf(accounts.admin);

const [stored] = await query(
  portal.database,
  (sql) => sql<{ version: string; contentHash: string }[]>`
    select version, content_hash from services where id = ${parking} and is_current`,
);
if (!stored) throw new Error("there is no such service");
const { version, contentHash } = stored;
const certify = () =>
  query(portal.database, (sql) =>
    setCertificate(sql, {
      ...{ schemaVersion: 1, service: parking, version, contentHash, pages: 9, paths: "12" },
      ...{ complete: true, persons: 3, deadEnds: [], unreachable: 0 },
      computedAt: "2026-02-01T10:00:00Z",
    }),
  );
const look = (pages: number, barriers: number) => {
  const result: AccessibilityResult = {
    ...{ axe: "4.11", checkedAt: "2026-02-27T10:00:00Z", languages: ["de", "en"], views: 80 },
    ...{ pages, barriers },
  };
  return query(portal.database, (sql) =>
    setAccessibility(sql, { id: parking, contentHash }, result),
  );
};
const textOf = (html: string) => html.replace(/<!--.*?-->/g, "").replace(/<[^>]*>/g, "|");

/** What the list and the page of the service say about it. */
async function told(): Promise<readonly string[]> {
  const list = await callRoute(portal, administration.loader, {
    path: "/verwaltung?suche=park",
    cookie,
  });
  const { services } = list.data as Pick<ComponentProps<typeof CatalogueTable>, "services">;
  const table = { place: undefined, mayChange: false, wished: [], here: "" };
  const page = await callRoute(portal, entry.loader, {
    path: `/verwaltung/katalog/${parking}?gemeinde=${here.ars}`,
    params: { service: parking },
    cookie,
  });
  const facts = page.data as ComponentProps<typeof EntryFacts>;
  return [
    renderNode(createElement(CatalogueTable, { ...table, services })),
    renderNode(createElement(EntryFacts, facts)),
  ].map(textOf);
}

test("a service that nobody has tried says nothing about accessibility", async () => {
  for (const text of await told()) {
    expect(text).toContain(version);
    expect(text).not.toContain("Barrierefreiheit");
  }
});

test("its ways may be tried and its pages not looked at", async () => {
  await certify();
  for (const text of await told()) {
    expect(text).toContain("|12 Wege geprüft, keine Sackgasse|");
    expect(text).toContain("|Barrierefreiheit: nicht geprüft|");
  }
});

test.each([
  [14, 0, "|Barrierefreiheit: 14 Seiten geprüft, keine Verstöße (am 27. Februar 2026)|"],
  [14, 1, "|Barrierefreiheit: 14 Seiten geprüft, 1 Verstoß (am 27. Februar 2026)|"],
  [1, 3, "|Barrierefreiheit: 1 Seite geprüft, 3 Verstöße (am 27. Februar 2026)|"],
])("%i pages with %i violations are told with the day", async (pages, barriers, line) => {
  expect(await look(pages, barriers)).toBe(true);
  for (const text of await told()) expect(text).toContain(line);
});

test("a newer version is not covered by what was found on the one before", async () => {
  await query(portal.database, async (sql) => {
    const definition = {
      ...(await getServiceDefinition(sql, parking, version)),
      version: "99.0.0",
    };
    const importedAt = portal.clock();
    await upsertService(sql, { definition, source: "import", contentHash: "99", importedAt });
    await setCertificate(sql, {
      ...{ schemaVersion: 1, service: parking, version: "99.0.0", contentHash: "99", pages: 9 },
      ...{ paths: "12", complete: true, persons: 3, deadEnds: [], unreachable: 0 },
      computedAt: "2026-02-28T10:00:00Z",
    });
  });
  for (const text of await told()) {
    expect(text).toContain("|Barrierefreiheit: geprüft für eine frühere Fassung|");
    expect(text).not.toMatch(/Verst[oö]ß/);
  }
});
