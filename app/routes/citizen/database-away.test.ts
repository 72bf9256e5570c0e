import type { LoaderFunctionArgs, ServerBuild } from "@remix-run/node";
import { expect, it } from "vitest";
import { createTestPortal } from "#app/apply/fixtures/test-portal.ts";
import { tellingTrouble } from "#app/http/remix-pages.server.ts";
import { connect, DatabaseUnavailableError } from "#db/connect.ts";
import { fileOf } from "../fixtures/fill-journey.ts";
import { createVisitor } from "../fixtures/visitor.ts";

const portal = await createTestPortal();
const away = { ...portal, database: connect("postgres://nobody@127.0.0.1:1/none") };
const page = "/musterstadt/hundesteuer-anmelden/halter";

it("gives back what was posted, files aside, to be sent once more", async () => {
  const name = "G99000000201/F99000000301";
  const post = { [name]: "Erika", _shown: ["a", "b"], intent: "next" };
  expect(await createVisitor(away).post(page, post)).toMatchObject({
    status: 503,
    data: {
      kind: "notSaved",
      reason: "unavailable",
      raw: { [name]: ["Erika"], _shown: ["a", "b"], intent: ["next"] },
      files: false,
    },
  });
  const file = { datei: [fileOf("a.pdf", "application/pdf")] };
  const { data } = await createVisitor(away).post(page, post, file);
  expect(data).toMatchObject({ files: true });
  expect(JSON.stringify(data)).not.toContain("PDF");
});

it("leaves the page of the form standing, so that it can show what was posted", async () => {
  expect(await createVisitor(away).get(page)).toMatchObject({
    status: 503,
    data: { kind: "away" },
  });
});

it("is over as soon as the database is back", async () => {
  expect((await createVisitor(portal).get(page)).data).toMatchObject({ kind: "page" });
});

it("is told to browsers as an answer, not as an error without a name", async () => {
  const build = tellingTrouble({
    routes: {
      away: { module: { loader: fail(new DatabaseUnavailableError(undefined)) } },
      broken: { module: { loader: fail(new TypeError("ours")) } },
      plain: { module: { default: () => null } },
    },
  } as unknown as ServerBuild);
  const request = new Request("http://portal.test/");
  const args: LoaderFunctionArgs = {
    request,
    params: {},
    context: { portal, nonce: "", clientAddress: "127.0.0.1" },
  };
  const run = (id: string) => build.routes[id]?.module.loader?.(args);
  const thrown = await Promise.resolve(run("away")).catch((error: unknown) => error);
  expect(thrown).toBeInstanceOf(Response);
  expect((thrown as Response).status).toBe(503);
  await expect(run("broken")).rejects.toThrow("ours");
  expect(build.routes["plain"]?.module.loader).toBeUndefined();
});

function fail(error: Error) {
  return () => Promise.reject(error);
}
