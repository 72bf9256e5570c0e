import type { Rule } from "#app/domain/rule.ts";
import type { CodeList, OpenPoint } from "#app/domain/service.ts";
import type { GenericodeList } from "./genericode.ts";
import type { ImportProblem } from "./problems.ts";
import type { PlacedPosition } from "./rules/structure.ts";

/** What grows while a schema is turned into nodes, and what it is turned with. */
export interface ImportState {
  readonly available: readonly GenericodeList[];
  readonly allowOtherVersions: boolean;
  readonly codeLists: Map<string, CodeList>;
  readonly openPoints: OpenPoint[];
  /** All positions with the node paths they got, for the rules that name them. */
  readonly placed: PlacedPosition[];
  /** What the structure itself demands and a multiplicity alone cannot say. */
  readonly rules: Rule[];
  readonly problems: ImportProblem[];
}

/** Records what a person has to look at. */
export function addOpenPoint(
  state: ImportState,
  code: OpenPoint["code"],
  path: string,
  text: string,
  id?: string,
): void {
  state.openPoints.push({ code, path, text, ...(id !== undefined && { id }) });
}
