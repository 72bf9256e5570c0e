import { beforeEach, describe, expect, it } from "vitest";
import { createTestPortal, offer } from "#app/apply/fixtures/test-portal.ts";
import { query } from "#db/connect.ts";
import { examplesOf, fileOf, fillJourney } from "../fixtures/fill-journey.ts";
import { createVisitor } from "../fixtures/visitor.ts";

const portal = await createTestPortal();
const dog = "/musterstadt/hundesteuer-anmelden";
const kinds = "/musterstadt/alle-feldarten";
const [oneDog, twoDogs] = examplesOf("hundesteuer-anmelden");
const [allKinds] = examplesOf("alle-feldarten");
if (!oneDog || !twoDogs || !allKinds) throw new Error("the packages have no worked examples");

beforeEach(() => {
  portal.setClock("2026-03-01T09:00:00Z");
});

describe("the start page", () => {
  const visitor = createVisitor(portal);
  const hits = async (typed: string) =>
    (await visitor.get(`/?suche=${encodeURIComponent(typed)}`)).data;

  it("shows who offers most", async () => {
    expect((await visitor.get("/")).data).toMatchObject({
      hits: undefined,
      popular: [{ href: "/musterstadt", name: "Musterstadt", services: 5 }],
    });
  });

  it("tells municipalities of one name apart", async () => {
    expect(await hits("neust")).toMatchObject({
      hits: [
        { href: "/neustadt-a", name: "Neustadt", place: "01235 · Kreis A", services: 0 },
        { href: "/neustadt-b", name: "Neustadt", place: "01236 · Kreis B", services: 0 },
      ],
      more: false,
    });
  });

  it("finds by postal code and shows the one that was typed", async () => {
    expect(await hits("01299")).toMatchObject({
      hits: [{ href: "/neustadt-a", place: "01299 · Kreis A" }],
    });
  });

  it("says in its title that nothing was found", async () => {
    expect(await hits("Xyzzyq <b>")).toMatchObject({
      hits: [],
      frame: { title: expect.stringContaining("Zu „Xyzzyq <b>“") as string },
    });
  });
});

describe("a municipality", () => {
  const visitor = createVisitor(portal);

  it("lists its services by name, and in the language that was asked for", async () => {
    const { data } = await visitor.get("/musterstadt");
    const { services } = data as { services: { name: { text: string } }[] };
    const names = services.map(({ name }) => name.text);
    expect(names).toEqual([...names].sort((a, b) => a.localeCompare(b, "de")));
    expect(names).toContain("Hund zur Hundesteuer anmelden");
    const english = (await createVisitor(portal, "en").get("/musterstadt")).data;
    expect(JSON.stringify(english)).not.toContain("Hund zur Hundesteuer anmelden");
  });

  it("narrows them down, whatever the spelling", async () => {
    const { data } = await visitor.get("/musterstadt?suche=STRASSENFEST");
    expect(data).toMatchObject({ count: 5, services: [{ id: "strassenfest" }] });
    expect((await visitor.get("/musterstadt?suche=qqq")).data).toMatchObject({ services: [] });
  });

  it("may offer nothing", async () => {
    expect((await visitor.get("/neustadt-a")).data).toMatchObject({ count: 0, services: [] });
  });
});

describe("what does not exist", () => {
  const visitor = createVisitor(portal);

  it.each([
    ["/nirgends", "municipality"],
    ["/nirgends/hundesteuer-anmelden", "municipality"],
    ["/nirgends/hundesteuer-anmelden/halter", "municipality"],
    ["/musterstadt/nichts", "notOffered"],
    ["/musterstadt/nichts/halter", "notOffered"],
    ["/musterstadt/nichts/pruefen", "notOffered"],
    ["/neustadt-a/hundesteuer-anmelden", "notOffered"],
    [`${dog}/gibtsnicht`, "page"],
    [`${dog}/eingang/AAAA-BBBB-CCCC`, "receipt"],
    [`${dog}/eingang/%3Cb%3E`, "receipt"],
    [`${dog}/anlagen/unbekannt`, "page"],
    ["/a/b/c/d/e", "page"],
  ])("%s", async (address, reason) => {
    const { status, data } = await visitor.get(address);
    expect({ status, data }).toMatchObject({ status: 404, data: { reason } });
  });

  it("names the municipality where one can go on", async () => {
    expect((await visitor.get("/musterstadt/nichts")).data).toMatchObject({
      municipality: { slug: "musterstadt", name: "Musterstadt" },
    });
  });

  it("is gone as soon as an offering is switched off", async () => {
    await query(portal.database, (sql) => offer(sql, "000000000003", "strassenfest", true));
    const place = "/neustadt-b/strassenfest/veranstalter";
    expect((await visitor.get(place)).status).toBe(200);
    await query(portal.database, (sql) => offer(sql, "000000000003", "strassenfest", false));
    expect((await visitor.get(place)).status).toBe(404);
    expect((await visitor.post(place, { intent: "next" })).status).toBe(404);
  });
});

describe("requests that no form sends", () => {
  const visitor = createVisitor(portal);

  it.each(["/", "/musterstadt", "/hilfe", dog, `${dog}/halter`, `${dog}/pruefen`])(
    "are refused at %s by their method",
    async (address) => {
      for (const method of ["PUT", "PATCH", "DELETE"]) {
        expect((await visitor.send(address, { method, body: "a=1" })).status).toBe(405);
      }
    },
  );

  it.each([
    ["text/plain", "a", 415],
    ["application/x-www-form-urlencoded", "a=%FF", 400],
    ["application/x-www-form-urlencoded", `a=${"x".repeat(100_001)}`, 413],
  ])("are refused by their body: %s", async (type, body, status) => {
    const init = { method: "POST", body, headers: { "Content-Type": type } };
    for (const address of [dog, `${dog}/halter`, `${dog}/pruefen`])
      expect((await visitor.send(address, init)).status).toBe(status);
  });
});

describe("a page of questions", () => {
  it("leads back to the furthest page and on after saving", async () => {
    const visitor = createVisitor(portal);
    const far = await visitor.get(`${dog}/zahlung`);
    expect(far).toMatchObject({ status: 303, location: `${dog}/halter` });
    expect((await visitor.get(`${dog}/pruefen`)).location).toBe(`${dog}/halter`);
    const { location } = await fillJourney(visitor, dog, oneDog, "anschrift");
    expect(location).toBe(`${dog}/anschrift`);
    expect((await visitor.get(`${dog}/zahlung`)).location).toBe(`${dog}/anschrift`);
    expect((await visitor.get(`${dog}/halter`)).data).toMatchObject({
      step: 1,
      back: { href: dog, to: "backToService" },
      content: { raw: { "G99000000201/F99000000301": "Erika" } },
    });
  });

  it("comes back with what was typed, and saves nothing of it", async () => {
    const visitor = createVisitor(portal);
    const name = "G99000000201/F99000000301";
    const again = await visitor.post(`${dog}/halter`, { [name]: " Erika ", intent: "next" });
    expect(again).toMatchObject({
      status: 422,
      data: {
        errors: [{ name: "G99000000201/F99000000302", code: "required" }, { code: "required" }],
        content: { raw: { [name]: [" Erika "] } },
      },
    });
    expect(again.headers.getSetCookie()).toEqual([]);
    expect((await visitor.get(`${dog}/halter`)).data).toMatchObject({ content: { raw: {} } });
  });

  it("asks what an answer brings up instead of calling it an error", async () => {
    const visitor = createVisitor(portal);
    await fillJourney(visitor, kinds, allKinds, "auswahl");
    const again = await visitor.post(`${kinds}/auswahl`, {
      "auswahl/janein": "true",
      "auswahl/eine": "rot",
      "auswahl/suche": "0042",
      intent: "next",
    });
    expect(again).toMatchObject({
      status: 200,
      data: { errors: [], content: { fresh: [{ name: "auswahl/mehr" }] } },
    });
  });

  it("searches long lists and keeps the label of what is chosen", async () => {
    const visitor = createVisitor(portal);
    await fillJourney(visitor, kinds, allKinds, "auswahl");
    const search = async (typed: string, chosen: string) =>
      visitor.post(`${kinds}/auswahl`, {
        "auswahl/suche/search": typed,
        "auswahl/suche": chosen,
        intent: "search:auswahl/suche",
      });
    expect(await search("AMSELHAG", "0042")).toMatchObject({
      status: 200,
      data: {
        errors: [],
        content: {
          raw: { "auswahl/suche/search": ["AMSELHAG"] },
          found: {
            "auswahl/suche": {
              chosen: [{ code: "0042", label: { text: "Amselhagen" } }],
              hits: [{ code: "0042" }],
            },
          },
        },
      },
    });
    expect((await search("gibt es nicht", "")).data).toMatchObject({
      content: { found: { "auswahl/suche": { chosen: [], hits: [] } } },
    });
  });

  it("goes back to the review for those who came from there", async () => {
    const visitor = createVisitor(portal);
    await fillJourney(visitor, dog, oneDog);
    const { data } = await visitor.get(`${dog}/halter?zurueck=pruefen`);
    expect(data).toMatchObject({ back: { href: `${dog}/pruefen`, to: "backToReview" } });
    const input = { ...oneDog.steps[0]?.input, intent: "next" };
    const saved = await visitor.post(`${dog}/halter?zurueck=pruefen`, input);
    expect(saved).toMatchObject({ status: 303, location: `${dog}/pruefen` });
    // Something new is asked on the way: first that, then the review.
    const more = await visitor.post(`${dog}/ermaessigung?zurueck=pruefen`, {
      "G99000000220/F99000000340": "true",
      intent: "next",
    });
    expect(more.status).toBe(200);
  });

  it("tells when nothing is left of what was typed", async () => {
    const visitor = createVisitor(portal);
    await fillJourney(visitor, dog, oneDog, "hund/1");
    portal.setClock("2026-04-02T09:00:00Z");
    const gone = await visitor.get(`${dog}/hund/1`);
    expect(gone).toMatchObject({ status: 303, location: `${dog}?hinweis=abgelaufen` });
    expect((await visitor.get(`${dog}?hinweis=abgelaufen`)).data).toMatchObject({
      news: "abgelaufen",
      draft: undefined,
    });
    expect((await visitor.get(`${dog}/hund/1`)).location).toBe(`${dog}/halter`);
  });
});

describe("a list of items", () => {
  it("adds, changes and takes away", async () => {
    const visitor = createVisitor(portal);
    await fillJourney(visitor, dog, oneDog, "hunde");
    const list = async () => (await visitor.get(`${dog}/hunde`)).data;
    expect(await list()).toMatchObject({
      content: {
        list: { min: 1, max: 10, items: [{ title: { text: "Hund 1: Bello" }, complete: true }] },
      },
    });
    const refused = await visitor.post(`${dog}/hunde`, { intent: "remove:1" });
    expect(refused).toMatchObject({
      status: 422,
      data: { errors: [{ code: "items.tooFew" }], content: { list: { items: [{ id: "1" }] } } },
    });
    const added = await visitor.post(`${dog}/hunde`, { intent: "add" });
    const address = added.location ?? "";
    const id = address.split("/").at(-1) ?? "";
    expect((await visitor.get(address)).data).toMatchObject({
      back: { href: `${dog}/hunde`, to: "back" },
    });
    // Added by mistake: one gets to the list, but not on.
    expect(await list()).toMatchObject({
      content: { list: { items: [{ complete: true }, { id, complete: false }] } },
    });
    const on = await visitor.post(`${dog}/hunde`, { intent: "next" });
    expect(on).toMatchObject({ status: 422, data: { errors: [{ code: "items.incomplete" }] } });
    const removed = await visitor.post(`${dog}/hunde`, { intent: `remove:${id}` });
    expect(removed.location).toBe(`${dog}/hunde?hinweis=entfernt`);
    const twice = await visitor.post(`${dog}/hunde`, { intent: `remove:${id}` });
    expect(twice.location).toBe(`${dog}/hunde?hinweis=entfernt`);
    expect((await visitor.post(`${dog}/hunde`, { intent: "next" })).location).toBe(
      `${dog}/ermaessigung`,
    );
  });
});

describe("files", () => {
  const field = "dateien/eine";
  const arrive = async () => {
    const visitor = createVisitor(portal);
    await fillJourney(visitor, kinds, allKinds, "dateien");
    return visitor;
  };
  type WithFiles = { content: { form: { files: Record<string, { id: string }[]> } } };
  const idsIn = (data: unknown) =>
    ((data as WithFiles).content.form.files[field] ?? []).map(({ id }) => id);

  it("are kept, handed out to their owner alone, and taken away", async () => {
    const visitor = await arrive();
    const file = fileOf("Größe „1“.png", "image/png");
    const uploaded = await visitor.post(
      `${kinds}/dateien`,
      { intent: `upload:${field}` },
      { [field]: [file] },
    );
    expect(uploaded.status).toBe(200);
    const [id = ""] = idsIn(uploaded.data);
    const address = `${kinds}/anlagen/${id}`;
    const fetched = await visitor.get(address);
    expect(fetched.headers.get("content-type")).toBe("image/png");
    expect(fetched.headers.get("content-disposition")).toBe(
      "attachment; filename=\"Gr__e _1_.png\"; filename*=UTF-8''Gr%C3%B6%C3%9Fe%20%E2%80%9E1%E2%80%9C.png",
    );
    expect(fetched.headers.get("cache-control")).toBe("no-store");
    expect(await fetched.body?.bytes()).toEqual(await file.bytes());

    expect((await createVisitor(portal).get(address)).status).toBe(404);
    expect((await (await arrive()).get(address)).status).toBe(404);

    const removed = await visitor.post(`${kinds}/dateien`, { intent: `removeFile:${field}:${id}` });
    expect(removed.status).toBe(200);
    expect(idsIn(removed.data)).toEqual([]);
    expect((await visitor.get(address)).status).toBe(404);
  });

  it("are judged by their content", async () => {
    const visitor = createVisitor(portal);
    await fillJourney(visitor, kinds, allKinds, "dateien");
    const wrong = await visitor.post(
      `${kinds}/dateien`,
      { intent: "next" },
      { [field]: [new File(["MZ"], "böse.png", { type: "image/png" })] },
    );
    expect(wrong).toMatchObject({
      status: 422,
      data: { errors: [{ name: field, code: "file.type" }] },
    });
  });
});

describe("filing", () => {
  it.each([
    "hundesteuer-anmelden",
    "strassenfest",
    "meldebescheinigung",
    "bewohnerparkausweis",
    "alle-feldarten",
  ])(
    "works for every worked example of %s",
    async (service) => {
      for (const example of examplesOf(service)) {
        const visitor = createVisitor(portal);
        const base = `/musterstadt/${service}`;
        expect((await fillJourney(visitor, base, example)).location).toBe(`${base}/pruefen`);
        expect((await visitor.get(`${base}/pruefen`)).data).toMatchObject({ openSteps: [] });
        const filed = await visitor.post(`${base}/pruefen`, {});
        expect(filed.status).toBe(303);
        expect((await visitor.get(filed.location ?? "")).data).toMatchObject({
          sections: expect.anything() as unknown,
        });
      }
    },
    60_000,
  );

  it("leads to the same receipt however often one presses, and shows answers to its browser alone", async () => {
    const visitor = createVisitor(portal);
    await fillJourney(visitor, dog, twoDogs);
    const presses = await Promise.all([1, 2, 3].map(() => visitor.post(`${dog}/pruefen`, {})));
    const [first] = presses;
    expect(new Set(presses.map(({ location }) => location)).size).toBe(1);
    expect(first?.location).toMatch(/\/eingang\/[A-Z0-9-]+$/);
    const receipt = first?.location ?? "";
    expect((await visitor.post(`${dog}/pruefen`, {})).location).toBe(receipt);
    expect((await visitor.get(`${dog}/halter`)).location).toBe(receipt);
    expect((await visitor.post(`${dog}/halter`, { intent: "next" })).location).toBe(receipt);

    const own = JSON.stringify((await visitor.get(receipt)).data);
    expect(own).toContain("Cäsar");
    const elsewhere = await createVisitor(portal).get(receipt);
    expect(elsewhere.status).toBe(200);
    expect(elsewhere.data).toMatchObject({ sections: undefined });
    expect(JSON.stringify(elsewhere.data)).not.toContain("Cäsar");
    expect(
      (await visitor.get(receipt.replace("hundesteuer-anmelden", "strassenfest"))).status,
    ).toBe(404);
    expect((await visitor.get(receipt.replace("musterstadt", "neustadt-a"))).status).toBe(404);
  });

  it("does not keep anyone from applying once more", async () => {
    const visitor = createVisitor(portal);
    await fillJourney(visitor, dog, oneDog);
    const { location: receipt = "" } = await visitor.post(`${dog}/pruefen`, {});
    expect((await visitor.get(dog)).data).toMatchObject({ filed: receipt.split("/").at(-1) });
    expect((await visitor.post(dog, { intent: "start" })).location).toBe(`${dog}/halter`);
    expect((await visitor.get(`${dog}/halter`)).status).toBe(200);
  });

  it("is refused while something is open, and tells what no longer holds", async () => {
    const visitor = createVisitor(portal);
    expect((await visitor.post(`${dog}/pruefen`, {})).location).toBe(`${dog}/halter`);
    await fillJourney(visitor, kinds, allKinds);
    // Kept alive until a day that had to lie ahead lies in the past.
    for (const day of ["2026-03-25", "2026-04-20", "2026-05-10"]) {
      portal.setClock(`${day}T09:00:00Z`);
      await visitor.post(`${kinds}/texte`, { ...allKinds.steps[0]?.input, intent: "next" });
    }
    expect((await visitor.post(`${kinds}/pruefen`, {})).location).toBe(`${kinds}/pruefen`);
    expect((await visitor.get(`${kinds}/pruefen`)).data).toMatchObject({
      openSteps: [{ address: "zeit", hash: "#f-zeit__tag__day" }],
    });
  });
});

describe("a draft", () => {
  it("can be gone on with and discarded", async () => {
    const visitor = createVisitor(portal);
    await fillJourney(visitor, dog, oneDog, "hund/1");
    expect((await visitor.get(dog)).data).toMatchObject({
      draft: { address: "hund/1", until: "31. März 2026" },
    });
    const discarded = await visitor.post(dog, { intent: "discard" });
    expect(discarded).toMatchObject({ status: 303, location: `${dog}?hinweis=geloescht` });
    expect((await visitor.get(dog)).data).toMatchObject({ draft: undefined });
  });

  it("is not touched by a press on a button that has gone stale", async () => {
    const visitor = createVisitor(portal);
    await fillJourney(visitor, dog, oneDog, "hund/1");
    await visitor.post(dog, { intent: "start" });
    expect((await visitor.get(dog)).data).toMatchObject({ draft: { address: "hund/1" } });
  });
});
