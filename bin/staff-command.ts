import type { Readable } from "node:stream";
import { text as readAll } from "node:stream/consumers";
import { randomBytes } from "node:crypto";
import { createAccount } from "#app/operations/create-account.server.ts";
import { townRoles } from "#app/identity/permissions.ts";
import { commandLineActor } from "#app/operations/operator.ts";
import { passwordFrom } from "#app/platform/demo-secrets.server.ts";
import { failed, hasFlag, neededOption, textOption, UsageError, type Command } from "./command.ts";

const roles = ["operator", ...townRoles] as const;

export const staffCommand: Command = {
  name: "staff create",
  synopsis: "--login <login> --name <name> --role <role>",
  summary: "Makes an account for somebody of the staff",
  details: [
    "--login <login>       what they sign in with",
    "--name <name>         what others see",
    `--role <role>         ${roles.join(", ")}`,
    "--municipality <key>  ARS, AGS or address; needed by every role but operator",
    "--password-stdin      read the password (at least 12 characters) from standard input;",
    "                      without it one is made and printed this once",
  ],
  options: {
    login: { type: "string" },
    name: { type: "string" },
    role: { type: "string" },
    municipality: { type: "string" },
    "password-stdin": { type: "boolean" },
  },
  arguments: { min: 0, max: 0 },
  run: async ({ values, open, input }) => {
    const login = neededOption(values, "login");
    const name = neededOption(values, "name");
    const wanted = neededOption(values, "role");
    const role = roles.find((one) => one === wanted);
    if (role === undefined)
      throw new UsageError(`--role "${wanted}" is none of ${roles.join(", ")}`);
    const municipality = textOption(values, "municipality");
    if ((role === "operator") !== (municipality === undefined))
      throw new UsageError(
        role === "operator"
          ? "the operator works for all municipalities: leave out --municipality"
          : `the role ${role} needs --municipality`,
      );
    const given = hasFlag(values, "password-stdin") ? await readPassword(input) : undefined;
    const password = given ?? passwordFrom(randomBytes(16));
    const account = { login, name, role, municipality, password };
    const done = await createAccount(await open(), account, commandLineActor);
    switch (done.outcome) {
      case "loginTaken":
        return failed("loginTaken", `the login "${login}" is taken`, "choose another --login.");
      case "passwordTooShort":
        return failed(
          "passwordTooShort",
          `the password has fewer than ${done.minimum} characters`,
          "choose a longer one, or leave out --password-stdin and have one made.",
        );
      case "unknownMunicipality":
        return failed(
          "unknownMunicipality",
          `there is no municipality "${municipality ?? ""}"`,
          "find its ARS with npx einmal municipality list --search <name>.",
        );
      case "created": {
        const place = done.municipality ? ` of ${done.municipality.name}` : "";
        return {
          ok: true,
          json: {
            accountId: done.accountId,
            login,
            role,
            ars: done.municipality?.ars ?? null,
            ...(given === undefined && { password }),
          },
          text: [
            `${name} can sign in as "${login}": ${role}${place}.`,
            ...(given === undefined ? [`Password (shown this once): ${password}`] : []),
          ].join("\n"),
        };
      }
    }
  },
};

/** One line break at the end belongs to the terminal, not to the password. */
async function readPassword(input: Readable): Promise<string> {
  const password = (await readAll(input)).replace(/\r?\n$/, "");
  if (password === "") throw new UsageError("there is no password on standard input");
  return password;
}
