import type { DestinationState } from "#app/administration/destination-states.server.ts";
import type { ShownChange } from "#app/administration/destination-changes.ts";
import type { Doer } from "#app/administration/doers.server.ts";
import type { WayChange } from "#app/administration/ways-history.server.ts";
import { formatDateTime } from "#app/i18n/format.ts";
import type { Language } from "#app/i18n/languages.ts";
import { serverI18n } from "#app/i18n/texts.server.ts";
import { wordValues, wordWay } from "../confirmation/shown-confirmations.server.ts";
import { nameOf } from "../staff/audit-sentence.server.ts";

/** Who changed something, and when. */
interface WordedWho {
  readonly when: string;
  readonly who: string;
  /** Empty: nobody had to confirm it. */
  readonly confirmed: string;
}

export interface WordedState extends WordedWho {
  readonly id: number;
  readonly changes: readonly {
    readonly name: string;
    readonly label: string;
    readonly before: string;
    readonly after: string;
  }[];
  readonly same: boolean;
}

export interface WordedWayChange extends WordedWho {
  readonly id: number;
  readonly before: readonly string[];
  readonly after: readonly string[];
  readonly back: WayChange["back"];
}

interface Done {
  readonly at: Date;
  readonly by: Doer;
  readonly confirmedBy: Doer | undefined;
}

function wordWho({ at, by, confirmedBy }: Done, language: Language): WordedWho {
  const t = serverI18n(language).getFixedT(language, "forwarding");
  return {
    when: formatDateTime(at, language),
    who: nameOf(by, language),
    confirmed: confirmedBy ? t("former.confirmed", { who: nameOf(confirmedBy, language) }) : "",
  };
}

/** An earlier state of a destination, as a line of its history. */
export function wordState(state: DestinationState, language: Language): WordedState {
  const t = serverI18n(language).getFixedT(language, ["forwarding", "confirmation"]);
  const labelOf = ({ name }: ShownChange): string =>
    ["name", "lanes", "active"].includes(name)
      ? t(`destination.${name}`)
      : t(`option.${name}`, { defaultValue: name });
  const word = (change: ShownChange, values: readonly string[]): string =>
    change.kind === "secret" ? t("former.secret") : wordValues(change, values, language);
  return {
    ...wordWho(state, language),
    id: state.id,
    same: state.same,
    changes: state.changes.map((change) => ({
      name: change.name,
      label: labelOf(change),
      before: word(change, change.before),
      after: word(change, change.after),
    })),
  };
}

/** A change of where an offering goes, as a line of its history. */
export function wordWayChange(change: WayChange, language: Language): WordedWayChange {
  const { id, before, after, back } = change;
  return {
    ...wordWho(change, language),
    ...{ id, back },
    before: wordWays(before, language),
    after: wordWays(after, language),
  };
}

/** Where an offering goes, destination by destination. */
export function wordWays(ways: WayChange["before"], language: Language): readonly string[] {
  if (ways.length > 0) return ways.map((way) => wordWay(way, language));
  return [serverI18n(language).getFixedT(language, "confirmation")("inbox")];
}
