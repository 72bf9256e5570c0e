import { languageChecks } from "./language-checks.ts";
import type { QualityCheck } from "./quality-check.ts";
import { officialChecks } from "./quality-checks.ts";
import { schemaChecks } from "./schema-checks.ts";

/**
 * Checks that mean something without FIM. Left out are those about its ids, versions, release and building blocks, those
 * about sentences, and those of which the definition's own schema says no (`docs/quality-checks.md`).
 */
const meaningful: ReadonlySet<string> = new Set([
  ...["QS1009", "QS1050", "QS1098", "QS1109"],
  ...["QS1103", "QS1139"],
  ...["QS1061", "QS1064", "QS1072", "QS1073", "QS1074", "QS1075", "QS1077", "QS1085"],
  ...["QS1067", "QS1068", "QS1079", "QS1080", "QS1081", "QS1082"],
  ...["QS1069", "QS1070", "QS1071", "QS1083", "QS1084"],
  ...["QS1005", "QS1018", "QS1037", "QS1044", "QS1045", "QS1048", "QS1093", "QS1105"],
  ...["QS1023", "QS1047", "QS1106"],
  ...["QS1051", "QS1132"],
  ...["uploadSizeUnbounded", "uploadTypeUnbounded", "textUnbounded"],
  ...["lockedEmpty", "hiddenEmpty", "legalBasisMissing"],
]);

/** The checks of schemas that a definition of our own has to pass as well. */
export const definitionChecks: readonly QualityCheck[] = [
  ...[...officialChecks, ...schemaChecks].filter(({ code }) => meaningful.has(code)),
  ...languageChecks,
];
