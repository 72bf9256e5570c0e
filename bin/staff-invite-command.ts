import { invitePerson } from "#app/operations/invite-person.server.ts";
import { commandLineActor } from "#app/operations/operator.ts";
import { serverI18n } from "#app/i18n/texts.server.ts";
import { townRoles } from "#app/identity/permissions.ts";
import { baseOf } from "./base-address.ts";
import { failed, neededOption, textOption, UsageError, type Command } from "./command.ts";

export const staffInviteCommand: Command = {
  name: "staff invite",
  synopsis: "--municipality <key> --email <address> --name <name>",
  summary: "Invites somebody to work for a municipality, e.g. its first administrator",
  details: [
    "--municipality <key>  ARS, AGS or address",
    "--email <address>     where the invitation goes; what they sign in with later",
    "--name <name>         what others see",
    `--role <role>         ${townRoles.join(", ")}; municipality-admin where left out`,
    "",
    "The link is valid for 7 days and once. It goes by mail where SMTP_URL names a mail server; else it",
    "is printed this once, to be handed over. PUBLIC_URL says where it leads.",
  ],
  options: {
    municipality: { type: "string" },
    email: { type: "string" },
    name: { type: "string" },
    role: { type: "string" },
  },
  arguments: { min: 0, max: 0 },
  run: async ({ values, portal: openPortal }) => {
    const municipality = neededOption(values, "municipality");
    const email = neededOption(values, "email");
    const name = neededOption(values, "name");
    const wanted = textOption(values, "role") ?? "municipality-admin";
    const role = townRoles.find((one) => one === wanted);
    if (role === undefined)
      throw new UsageError(`--role "${wanted}" is none of ${townRoles.join(", ")}`);
    const portal = await openPortal();
    const roleName = serverI18n("de").getFixedT("de", "people")(`roles.${role}`);
    const person = { municipality, email, name, role, roleName };
    const done = await invitePerson(portal, person, baseOf(portal.config), commandLineActor);
    switch (done.outcome) {
      case "unknownMunicipality":
        return failed(
          "unknownMunicipality",
          `there is no municipality "${municipality}"`,
          "find its ARS with npx einmal municipality list --search <name>.",
        );
      case "invalidEmail":
        return failed(
          "invalidEmail",
          `"${email}" is no address of mail`,
          "write it like erika.mustermann@musterstadt.example.",
        );
      case "alreadyThere":
        return failed(
          "alreadyThere",
          `"${email}" works there already`,
          "give further roles at /verwaltung/personen.",
        );
      case "alreadyInvited":
        return failed(
          "alreadyInvited",
          `"${email}" is invited there already`,
          "invite again or withdraw it at /verwaltung/personen.",
        );
      case "invited": {
        const { id, expiresAt, link } = done;
        const { ars, name: town } = done.municipality;
        const until = expiresAt.toISOString();
        return {
          ok: true,
          json: {
            invitationId: id,
            email,
            role,
            ars,
            expiresAt: until,
            ...(link !== undefined && { link }),
          },
          text: [
            `${name} is invited: ${role} of ${town}, until ${until}.`,
            link === undefined ? `A mail goes to ${email}.` : `Link (shown this once): ${link}`,
          ].join("\n"),
        };
      }
    }
  },
};
