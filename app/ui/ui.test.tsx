import type { ReactNode } from "react";
import { renderToString } from "react-dom/server";
import { createInstance } from "i18next";
import { I18nextProvider } from "react-i18next";
import { describe, expect, it } from "vitest";
import casework from "../../locales/de/casework.json" with { type: "json" };
import portal from "../../locales/de/portal.json" with { type: "json" };
import { Alert } from "./alert.tsx";
import { Badge } from "./badge.tsx";
import { Breadcrumb } from "./breadcrumb.tsx";
import { Button, LinkButton } from "./button.tsx";
import { LinkList } from "./link-list.tsx";
import { PageHeading } from "./page-heading.tsx";
import { Pagination } from "./pagination.tsx";
import { Panel } from "./panel.tsx";
import { Progress } from "./progress.tsx";
import { SearchForm } from "./search-form.tsx";
import { Shell } from "./shell.tsx";
import { SummaryList } from "./summary-list.tsx";
import { Table } from "./table.tsx";

const i18n = createInstance();
void i18n.init({
  lng: "de",
  initAsync: false,
  resources: { de: { portal, casework } },
  interpolation: { escapeValue: false },
});

/** HTML without the marks that React leaves between texts. */
function html(node: ReactNode): string {
  return renderToString(<I18nextProvider i18n={i18n}>{node}</I18nextProvider>).replaceAll(
    "<!-- -->",
    "",
  );
}

const languages = [
  { language: "de", name: "Deutsch", href: "/?sprache=de" },
  { language: "en", name: "English", href: "/?sprache=en" },
];
const musterstadt = { name: "Musterstadt", href: "/musterstadt" };

describe("the frame of a page", () => {
  const page = html(
    <Shell languages={languages} municipality={musterstadt} demo>
      <h1>Inhalt</h1>
    </Shell>,
  );

  it("starts with a way to the content", () => {
    const target = /<a class="skip-link" href="#([a-z]+)">/.exec(page)?.[1] ?? "";
    expect(page.indexOf("skip-link")).toBeLessThan(page.indexOf("<header"));
    expect(page).toMatch(new RegExp(`<main[^>]* id="${target}"`));
    expect(page).toMatch(/<main[\s\S]*<h1>Inhalt<\/h1>[\s\S]*<\/main>/);
  });

  it("says whose it is and in which language", () => {
    expect(page).toContain('<a href="/musterstadt">Musterstadt</a>');
    expect(page).toMatch(/lang="de"[^>]* aria-current="true">Deutsch/);
    expect(page).not.toMatch(/aria-current="true">English/);
    expect(page).toContain("Vorführung");
  });

  it("leads to what the law wants on every page", () => {
    const own = "/musterstadt/barrierefreiheit";
    for (const address of ["/impressum", "/datenschutz", own, "/hilfe"])
      expect(page).toContain(`href="${address}"`);
    expect(page).toContain(`href="${own}/melden?seite=%2F"`);
    const portal = html(<Shell languages={languages}>x</Shell>);
    expect(portal).toContain('href="/barrierefreiheit"');
    expect(portal).not.toContain("/melden");
  });

  it("has no style and no script of its own: the content security policy forbids them", () => {
    expect(page).not.toMatch(/ style=|<script|<style| on[a-z]+=/);
  });

  it("names each of its navigations differently", () => {
    const staff = {
      links: [{ href: "/a", label: "Eingang", current: true }],
      userName: "Erika Mustermann",
      accountHref: "/konto",
      signOutAction: "/abmelden",
      session: {
        left: 1800,
        until: "14:35",
        mayExtend: true,
        extendAction: "/anmelden/verlaengern",
        signOutAction: "/abmelden",
        signInAction: "/anmelden",
      },
    };
    const forStaff = html(
      <Shell languages={languages} staff={staff} wide>
        x
      </Shell>,
    );
    const names = [...forStaff.matchAll(/<nav[^>]*aria-label="([^"]+)"/g)].map(([, name]) => name);
    expect(names).toHaveLength(3);
    expect(new Set(names).size).toBe(names.length);
    expect(forStaff).toContain('<a href="/a" aria-current="page">Eingang</a>');
    expect(forStaff).toMatch(/<form[^>]*method="post" action="\/abmelden"/);
    expect(html(<Shell languages={languages}>x</Shell>)).not.toContain("Vorführung");
  });
});

describe("buttons", () => {
  it("send what they stand for", () => {
    const button = html(
      <Button name="intent" value="remove:k3" look="danger" context="Hund 2">
        Entfernen
      </Button>,
    );
    expect(button).toMatch(/type="submit" name="intent" value="remove:k3"/);
    expect(button).toContain('Entfernen<span class="visually-hidden"> Hund 2</span>');
  });

  it("are links where they lead elsewhere", () => {
    expect(html(<LinkButton href="/x">Weiter</LinkButton>)).toMatch(/^<a class="kern-btn[^>]*href/);
  });
});

describe("lists", () => {
  it("link by the title alone and mark foreign words", () => {
    const list = html(
      <LinkList items={[{ href: "/h", title: "Dog tax", secondary: "About", lang: "en" }]} />,
    );
    expect(list).toContain('href="/h" lang="en">Dog tax</a>');
    expect(list).toContain('<p class="link-list__secondary">About</p>');
  });

  it("say what a link changes", () => {
    const rows = [
      { key: "a", label: "Name", values: ["Bello"] },
      {
        key: "b",
        label: "Farben",
        values: ["schwarz", "weiß"],
        change: { href: "/c", label: "Ändern", context: "Farben" },
      },
    ];
    const list = html(<SummaryList rows={rows} />);
    expect(list).toContain("<dt>Name</dt><dd>Bello</dd>");
    expect(list).toContain("<li>schwarz</li><li>weiß</li>");
    expect(list).toContain('<a href="/c">Ändern<span class="visually-hidden"> Farben</span></a>');
  });

  it("stay tables for those who hear them, whatever the style sheet does", () => {
    const table = html(
      <Table
        caption="Eingang"
        columns={[{ label: "Nummer" }, { label: "Anlagen", numeric: true }]}
        rows={[{ key: "1", cells: ["A-1", 3] }]}
      />,
    );
    expect(table).toMatch(/<table[^>]* role="table"><caption>Eingang<\/caption>/);
    expect(table).toMatch(/<th role="rowheader" scope="row">.*A-1<\/th>/);
    expect(table).toMatch(/<td role="cell" class="data-table__numeric">.*3<\/td>/);
    expect(table.match(/role="columnheader"/g)).toHaveLength(2);
  });

  it("lead to their neighbours, if there are any", () => {
    const at = (page: number, pageCount: number) =>
      html(<Pagination page={page} pageCount={pageCount} hrefOf={(n) => `?seite=${String(n)}`} />);
    expect(at(1, 1)).toBe("");
    expect(at(1, 3)).not.toContain('rel="prev"');
    expect(at(2, 3)).toMatch(/href="\?seite=1".*Seite 2 von 3.*href="\?seite=3"/);
    expect(at(3, 3)).not.toContain('rel="next"');
  });
});

describe("messages", () => {
  it("are read out only where they are news", () => {
    expect(html(<Alert kind="info" title="Hinweis" />)).not.toContain("role=");
    expect(html(<Alert kind="success" title="Gespeichert" live />)).toContain('role="status"');
    expect(html(<Alert kind="danger" title="Fehler" live />)).toContain('role="alert"');
    expect(html(<Alert kind="danger" title="Fehler" titleAs="h3" />)).toMatch(/<h3[^>]*>Fehler/);
  });

  it("tell progress and states in words", () => {
    expect(html(<Progress text="Schritt 3 von 7" value={3} max={7} />)).toMatch(
      /Schritt 3 von 7<\/p><progress value="3" max="7" aria-hidden="true">/,
    );
    expect(html(<Badge kind="success">Erledigt</Badge>)).toContain(">Erledigt<");
  });

  it("keep a reference from translation", () => {
    const panel = html(<Panel title="Da" referenceLabel="Nummer" reference="A-1" />);
    expect(panel).toMatch(/<h1.*Da<\/h1>/);
    expect(panel).toMatch(/translate="no">A-1</);
  });
});

describe("orientation", () => {
  it("gives a page one title", () => {
    expect(html(<PageHeading title="Titel" above="Dienst" lead="Worum es geht" />)).toMatch(
      /Dienst<\/p><h1[^>]*>Titel<\/h1><p[^>]*>Worum es geht/,
    );
  });

  it("ends the path with this page", () => {
    const path = html(<Breadcrumb items={[{ label: "Start", href: "/" }, { label: "Hier" }]} />);
    expect(path).toContain('<a href="/">Start</a>');
    expect(path).toContain('<span aria-current="page">Hier</span>');
  });

  it("asks with label and hint, and keeps the rest of the query", () => {
    const form = html(
      <SearchForm
        action="/"
        name="ort"
        label="Gemeinde?"
        hint="Name oder PLZ"
        button="Suchen"
        defaultValue={'"><b>'}
        hidden={{ stand: "done" }}
      />,
    );
    expect(form).toMatch(/<form[^>]*method="get" action="\/" role="search"/);
    const id = /<label[^>]*for="([^"]+)"/.exec(form)?.[1] ?? "";
    expect(form).toContain(`id="${id}"`);
    expect(form).toContain(`aria-describedby="${id}-hint"`);
    expect(form).toContain('type="hidden" name="stand" value="done"');
    expect(form).not.toContain("<b>");
  });
});
