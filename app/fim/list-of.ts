import {
  identityOf,
  matchCodeList,
  optionsOf,
  versionUriOf,
  wantedVersionUri,
} from "./code-lists.ts";
import type { GenericodeList } from "./genericode.ts";
import { addOpenPoint, type ImportState } from "./import-state.ts";
import type { CodeListReference, FimField, FimValue } from "./model.ts";
import { oneLine, paragraphs } from "./plain-text.ts";
import { warning } from "./problems.ts";

/** Key into the service's code lists for a field that offers a choice; undefined where no list can be had. */
export function listOf(field: FimField, path: string, state: ImportState): string | undefined {
  if (field.values && field.values.length > 0) return inlineList(field.values, path, state);
  if (field.codeList) return referencedList(field.codeList, path, state);
  addOpenPoint(state, "missingCodeList", path, "Das Auswahlfeld hat keine Liste.");
  return undefined;
}

function inlineList(values: readonly FimValue[], path: string, state: ImportState): string {
  const seen = new Set<string>();
  const options = values.flatMap(({ code, name, help }) => {
    if (code === "" || seen.has(code)) {
      state.problems.push(warning("duplicateCode", `code "${code}" was left out`, { path }));
      return [];
    }
    seen.add(code);
    return [
      {
        code,
        label: { de: oneLine(name) === "" ? code : oneLine(name) },
        ...(help !== undefined && { help: { de: paragraphs(help) } }),
      },
    ];
  });
  state.codeLists.set(path, { options });
  return path;
}

function referencedList(
  reference: CodeListReference,
  path: string,
  state: ImportState,
): string | undefined {
  const wanted = wantedVersionUri(reference) ?? reference.uri ?? reference.id ?? "";
  const match = matchCodeList(reference, state.available);
  if (match.kind === "missing") {
    addOpenPoint(
      state,
      "missingCodeList",
      path,
      `Die Codeliste ${wanted} liegt nicht vor.`,
      wanted,
    );
    state.problems.push(warning("codeListMissing", `${wanted} is not available`, { path }));
    return undefined;
  }
  if (match.kind === "otherVersion") {
    const used = versionUriOf(match.list);
    const text = `Die Codeliste ${wanted} liegt nicht vor, nur ${used}`;
    if (!state.allowOtherVersions) {
      addOpenPoint(state, "missingCodeList", path, `${text}.`, wanted);
      state.problems.push(warning("codeListMissing", `${wanted} is not available`, { path }));
      return undefined;
    }
    addOpenPoint(state, "missingCodeList", path, `${text}; diese gilt statt ihrer.`, wanted);
    const message = `${wanted} is not available, ${used} was used in its place`;
    state.problems.push(warning("codeListReplaced", message, { path }));
  }
  if (match.kind === "newest") {
    const message = `${wanted} is referred to without a version, ${versionUriOf(match.list)} was taken`;
    state.problems.push(warning("codeListPinned", message, { path }));
  }
  return addList(match.list, reference, path, state);
}

function addList(
  list: GenericodeList,
  reference: CodeListReference,
  path: string,
  state: ImportState,
): string | undefined {
  const { codeKey, nameKey, helpKey } = reference;
  const columns = [codeKey, nameKey, helpKey].filter((key) => key !== undefined);
  const key = [versionUriOf(list), ...columns].join("#");
  if (state.codeLists.has(key)) return key;
  const outcome = optionsOf(list, reference);
  // An unusable list makes the field plain text, it does not stop the import.
  state.problems.push(
    ...outcome.problems.map((problem) => ({ ...problem, severity: "warning" as const, path })),
  );
  if (!outcome.ok) {
    const text = `Die Codeliste ${versionUriOf(list)} hat nicht die Spalten, die das Feld verlangt.`;
    addOpenPoint(state, "missingCodeList", path, text, versionUriOf(list));
    return undefined;
  }
  state.codeLists.set(key, {
    // A reference without version is pinned here to the one that was found.
    ...identityOf(list),
    options: outcome.options,
  });
  return key;
}
