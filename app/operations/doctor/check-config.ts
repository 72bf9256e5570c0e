import type { Config } from "../../platform/config.server.ts";
import { ok, warn, type Check } from "./check.ts";

/** What is valid and still rarely meant. */
export function checkConfig(config: Config): Check[] {
  const { mode, publicUrl, trustProxy, host, securityContact } = config;
  const name = "configuration";
  if (mode === "demo") {
    const local = host === "localhost" || host === "::1" || host.startsWith("127.");
    return [
      local
        ? ok(name, "demo with the embedded database")
        : warn(
            name,
            `HOST=${host} opens a demo to the network, and its sign-in page shows the password`,
            "leave out HOST, or name a database in DATABASE_URL for real use.",
          ),
    ];
  }
  const remarks: Check[] = [];
  if (publicUrl === undefined)
    remarks.push(
      warn(
        name,
        "PUBLIC_URL is not set, so addresses are taken from each request",
        "set it to the address that citizens use, e.g. https://antrag.example.de.",
      ),
    );
  else if (publicUrl.startsWith("http://"))
    remarks.push(
      warn(name, "PUBLIC_URL has no https", "put a reverse proxy with a certificate in front."),
    );
  if (!trustProxy)
    remarks.push(
      warn(
        name,
        "TRUST_PROXY is off",
        "set it to on behind a reverse proxy; else all visitors count as one, and sign-ins are soon refused.",
      ),
    );
  if (securityContact === undefined)
    remarks.push(
      warn(
        name,
        "SECURITY_CONTACT is not set, so nobody is told where to report a weakness",
        "set it to an address such as mailto:sicherheit@example.de; it then stands in /.well-known/security.txt.",
      ),
    );
  return remarks.length > 0 ? remarks : [ok(name, "production")];
}
