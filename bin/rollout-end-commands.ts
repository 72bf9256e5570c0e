import { rollOut } from "#app/jobs/roll-out.server.ts";
import { commandLineActor } from "#app/operations/operator.ts";
import {
  cancelRollout,
  goOnWithRollout,
  undoRollout,
} from "#app/operations/rollout/end-rollout.server.ts";
import { failed, hasFlag, type Command } from "./command.ts";
import { showRollout, unknownRollout } from "./show-rollout.ts";

const cancel: Command = {
  name: "rollout cancel",
  synopsis: "<roll-out>",
  summary: "Asks nobody any more; with --undo, switches off again what was switched on",
  details: [
    "--undo                switch off what nobody has changed since; what towns accepted stays",
    "--wait                do so in this process, too, and tell when it is through",
  ],
  options: { undo: { type: "boolean" }, wait: { type: "boolean" } },
  arguments: { min: 1, max: 1 },
  run: async (input) => {
    const [id = ""] = input.arguments;
    const portal = await input.portal();
    const end = hasFlag(input.values, "undo") ? undoRollout : cancelRollout;
    const { kind } = await end(portal, id, commandLineActor);
    if (kind === "unknown") return unknownRollout(id);
    if (kind === "tooLate")
      return failed(kind, "it is through, or was taken back", "see npx einmal rollout list.");
    if (hasFlag(input.values, "wait")) await rollOut(portal, { rolloutId: id });
    return showRollout({ ...input, open: () => Promise.resolve(portal) }, id);
  },
};

const goOn: Command = {
  name: "rollout go-on",
  synopsis: "<roll-out>",
  summary: "Looks again at municipalities that were not ready, which happens by itself once a day",
  details: [
    "--not-ready-too       switch it on there as they are",
    "--wait                do so in this process, too, and tell when it is through",
  ],
  options: { "not-ready-too": { type: "boolean" }, wait: { type: "boolean" } },
  arguments: { min: 1, max: 1 },
  run: async (input) => {
    const [id = ""] = input.arguments;
    const portal = await input.portal();
    const notReadyToo = hasFlag(input.values, "not-ready-too");
    const { kind } = await goOnWithRollout(portal, id, commandLineActor, { notReadyToo });
    if (kind === "unknown") return unknownRollout(id);
    if (kind === "tooLate")
      return failed(
        kind,
        "no municipality of it waits to be ready",
        "see npx einmal rollout list.",
      );
    if (hasFlag(input.values, "wait")) await rollOut(portal, { rolloutId: id });
    return showRollout({ ...input, open: () => Promise.resolve(portal) }, id);
  },
};

/** What ends a roll-out, or lets it go on. */
export const rolloutEndCommands: readonly Command[] = [cancel, goOn];
