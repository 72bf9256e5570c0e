import { lineOf, type SettingCodec } from "../../domain/inputs/setting-input.ts";
import { extraQuestionSchema } from "../../domain/overlay/extra-question.ts";
import { readPlaceName, type PlaceName } from "../../domain/overlay/place.ts";
import type { ServiceDefinition } from "../../domain/service.ts";
import { codecOf } from "./codec-of.ts";
import { questionPages } from "./question-form.ts";

/**
 * How a value is typed anew while settings are taken over to another version. Of a question of one's own it is the page that is chosen
 * anew: everything else has a form of its own. Undefined where there is nothing between one's own value and the service's.
 */
export function retypeCodec(
  service: ServiceDefinition,
  name: PlaceName,
  mine: unknown,
): SettingCodec | undefined {
  const place = readPlaceName(name);
  if (!place) return undefined;
  if (place.kind === "extra") return pageCodec(service, mine);
  if (place.kind === "node" && (place.part === "required" || place.part === "omitted"))
    return undefined;
  return codecOf(service, place);
}

function pageCodec(service: ServiceDefinition, mine: unknown): SettingCodec | undefined {
  const question = extraQuestionSchema.safeParse(mine).data;
  if (!question) return undefined;
  const pages = questionPages(service);
  return {
    inputs: () => [
      {
        part: "page",
        type: "choice",
        value: [pages.find(({ id }) => id === question.page)?.id ?? pages[0]?.id ?? ""],
        choices: pages.map(({ id, title }) => ({ value: id, label: title })),
      },
    ],
    read: (typed) => ({ ...question, page: lineOf(typed, "page") }),
  };
}
