import type { ServiceProblem } from "../domain/check-service.ts";
import type { ImportProblem } from "../fim/problems.ts";
import type { LineFault } from "./line-fault.ts";

/** What is wrong with a file, where, and what whoever sees it can do; lines and columns count from one. */
export interface FileProblem {
  readonly file: string;
  readonly line?: number;
  readonly column?: number;
  /** Place within the service: a node path, or a page. */
  readonly path?: string;
  readonly code: string;
  /** What is wrong with a line of a list, for pages that word it in a language (`line-fault.ts`). */
  readonly fault?: LineFault["fault"];
  readonly params?: LineFault["params"];
  readonly message: string;
  readonly remedy: string;
}

/** What reading or importing a file reported, with its remedy. */
export function problemOfImport(file: string, problem: ImportProblem): FileProblem {
  const { code, message, line, column, path } = problem;
  return {
    file,
    ...(line !== undefined && { line }),
    ...(column !== undefined && { column }),
    ...(path !== undefined && path !== "" && { path }),
    code,
    message,
    remedy: remedies[code] ?? "correct the file at this place and try again.",
  };
}

/** What makes a service unusable, with its remedy. */
export function problemOfService(file: string, problem: ServiceProblem): FileProblem {
  const { code, path, detail } = problem;
  return {
    file,
    path,
    code,
    message: `${serviceMessages[code]}${detail === undefined ? "" : `: ${detail}`}`,
    remedy: "correct this place in the schema, or in the package that is laid over it.",
  };
}

const serviceMessages: Readonly<Record<ServiceProblem["code"], string>> = {
  duplicateId: "two nodes in the same place have this id",
  duplicatePage: "two pages have this address",
  unknownNode: "the page names a node that does not exist",
  fieldOnNoPage: "the field stands on no page",
  fieldOnTwoPages: "the field stands on more than one page",
  pageOutsideGroup: "the page asks something of a repeated group without standing within it",
  groupWithoutItemsPage: "the repeated group has no page that lists its items",
  unknownConditionField: "the condition names a field that does not exist",
  conditionLooksForward: "the condition looks at a field that is asked later",
  unknownList: "the field names a code list that does not exist",
  invalidPattern: "the pattern is no regular expression",
  reservedPage: "the page has an address that belongs to the portal",
  unknownItemTitle: "the title of the items names a field that does not exist",
  noAddress: "is no address that stands once and asks for a postal code (responsibleAt)",
  unknownPresence: "the question for the presence of the group is no yes/no question beside it",
  unknownRuleNode: "the rule names a node that does not exist, or compares with a group",
  ruleOptions: "the rule leaves options that the question does not have",
  ruleCycle: "rules turn in a circle",
  ruleClash: "one rule requires what the other forbids",
  prefillRepeated: "what is asked once for each item cannot be prefilled",
  prefillPersonal: "personal data must not be taken from a link",
  prefillTwice: "two questions take the same parameter of a link",
  calculatedRequired: "what is calculated cannot be required of anybody",
  calculatedKind: "a field of this kind cannot be calculated in this way",
  calculatedOperand:
    "the calculation looks at what does not exist, does not fit, or lies in other items",
  calculatedLooksForward: "the calculation looks at what is asked later, or at itself",
  feeNode:
    "the fee looks at a question that does not exist, or that cannot be counted or looked up",
  feeEntry: "the fee table has no such entry, or none of the right kind, or one that is never used",
  feeRanges: "the ranges of the fee table do not rise",
  feeCodeMissing: "the fee table has no amount for a code of the list",
  feeCodeUnknown: "the fee table has an amount for a code that the list does not have",
};

const publisherRemedy =
  "fetch the file again from where it is published (FIM portal, XRepository).";
const convertRemedy = "save the file as UTF-8 and try again.";

const remedies: Readonly<Record<string, string>> = {
  empty: publisherRemedy,
  malformedXml: publisherRemedy,
  damagedArchive: publisherRemedy,
  tooLarge:
    "check whether this is the right file: no published schema or code list comes near that.",
  tooDeep: "check whether this is the right file: no published schema comes near that.",
  tooManyElements: "check whether this is the right file: no published schema comes near that.",
  unsupportedEncoding: convertRemedy,
  invalidEncoding: convertRemedy,
  doctypeForbidden:
    "remove the line <!DOCTYPE …>: files from the FIM portal have none, and entities of its own are a risk.",
  unknownNamespace:
    "name a schema of XDatenfelder 2.0 or 3.0.0 (message 0102) or, as a code list, a genericode 1.0 file.",
  unsupportedMessage:
    "export the whole schema (Stammdatenschema, message 0102) instead of a single element of it.",
  missingElement: publisherRemedy,
  emptyService: "import a schema that has fields.",
  unknownNode: "correct the path in service.json, or take it out if the schema no longer has it.",
  nodeMoved: "write the new path into service.json, once you have seen that it is meant.",
  unknownPage: "correct the id; `npx einmal service pages` prints the ids of all pages.",
  pageAdded: "name its questions under pages in service.json where you want them.",
  unknownCodeList: "correct the key under options in service.json.",
  unknownOption: "correct the code under options in service.json.",
  unknownRule: "take the id out of settled or rules in service.json, or correct it.",
  sentenceChanged:
    "read the rule beside the new sentence, and write that into service.json with it.",
  invalidOverlay: "correct service.json at this place.",
  notFound: "check the path; relative ones count from the folder you are in.",
  notReadable: "give your user the right to read it.",
  notAList:
    "name a file GV100AD of Destatis, or CSV files with the columns that docs/command-line.md lists.",
  badLine: "correct this line, or take it out; nothing of the file was stored.",
  badCsv: "name a CSV file with the columns that docs/command-line.md lists.",
  invalidJson: "correct the JSON at this place.",
  invalidPackage: "see db/seed/services/README.md for what a package holds.",
};

/** A problem of the file itself, before anything in it is understood. */
export function fileProblem(
  file: string,
  code: string,
  message: string,
  where: { readonly line?: number | undefined; readonly column?: number | undefined } = {},
): FileProblem {
  const { line, column } = where;
  return {
    file,
    ...(line !== undefined && { line }),
    ...(column !== undefined && { column }),
    code,
    message,
    remedy: remedies[code] ?? "correct the file at this place and try again.",
  };
}
