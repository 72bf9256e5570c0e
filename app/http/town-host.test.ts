import { expect, it } from "vitest";
import { wayAtTownHost } from "./town-host.server.ts";

const origin = "https://antrag.musterstadt.example";
const wayTo = (
  address: string,
  cookie = "",
  portal: string | undefined = "https://portal.example",
) =>
  wayAtTownHost(
    "musterstadt",
    new Request(origin + address, { headers: { cookie } }),
    new URL(origin + address),
    portal,
  );

const stay = { kind: "stay" };
const to = (location: string) => ({ kind: "redirect", location });
const own = "entwurf-hund=x";

it.each([
  ["/", "", { kind: "inside", pathname: "/musterstadt" }],
  ["/?suche=hund", "", { kind: "inside", pathname: "/musterstadt" }],
  ["/", `geraet=${"a".repeat(43)}`, to("/musterstadt")],
  ["/hund", "", to("/musterstadt/hund")],
  ["/hund/halter?x=1", "", to("/musterstadt/hund/halter?x=1")],
  ["/musterstadt", "", stay],
  ["/musterstadt/hund/halter", "", stay],
  ["/musterstadt/hund/halter.data", "", stay],
  ["/musterstadt-land", "", to("/musterstadt/musterstadt-land")],
  ["/barrierefreiheit", "", to("/musterstadt/barrierefreiheit")],
  ["/impressum", "", to("/musterstadt/impressum")],
  ["/kiel", "", to("/musterstadt/kiel")],
  ["/kiel/hund/halter", "", to("/musterstadt/kiel/hund/halter")],
  // The cookie of a draft is sent to its own municipality alone.
  ["/kiel/hund/halter", own, stay],
  ["/kiel/hund/weiter", "weiter=x", stay],
  ["/kiel", own, to("/musterstadt/kiel")],
  ["/status", "", stay],
  ["/quittung/pruefseite", "", stay],
  ["/weiter/abc", "", stay],
  ["/rueckmeldung/musterstadt/hund", "", stay],
  ["/.well-known/einmal-keys.json", "", stay],
  ["/aussehen/000000000001/x.css", "", stay],
  ["/anmelden", "", to("https://portal.example/anmelden")],
  [
    "/verwaltung/zahlen.csv?gemeinde=1",
    "",
    to("https://portal.example/verwaltung/zahlen.csv?gemeinde=1"),
  ],
  ["/eingang/abc", "", to("https://portal.example/eingang/abc")],
  ["/konto", "", to("https://portal.example/konto")],
  ["/einladung/abc", "", to("https://portal.example/einladung/abc")],
])("%s with the cookie %j", (address, cookie, way) => {
  expect(wayTo(address, cookie)).toEqual(way);
});

it("staff find nothing where the portal's own address is not known", () => {
  expect(wayTo("/anmelden", "", undefined).kind).toBe("redirect");
  const url = new URL(`${origin}/anmelden`);
  expect(wayAtTownHost("musterstadt", new Request(url), url, undefined)).toEqual({
    kind: "nowhere",
  });
});
