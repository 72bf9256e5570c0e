import { expect, test } from "vitest";
import { serverI18n } from "../../i18n/texts.server.ts";
import { rejectionReasons } from "./rejection.server.ts";

test.each(["de", "en"] as const)("every reason to reject has words for staff (%s)", (language) => {
  const i18n = serverI18n(language);
  const wordless = rejectionReasons.filter(
    (reason) => !i18n.exists(`problem.${reason}`, { ns: "forwarding", lng: language }),
  );
  expect(wordless).toEqual([]);
});
