import type { Municipality } from "#app/domain/municipality.ts";
import type { ServiceDefinition } from "#app/domain/service.ts";
import type { Language } from "#app/i18n/languages.ts";
import { previewOf } from "../offering/preview.server.ts";
import type { Preview } from "../offering/previewed.ts";

/** Nobody's town: a service that is being made has none yet. */
const sampleTown: Municipality = {
  ars: "000000000000",
  ags: "00000000",
  name: "Musterstadt",
  slug: "musterstadt",
  state: "00",
};

/** What citizens would see of a section of a service. */
export function previewOfWorkpiece(
  service: ServiceDefinition,
  section: string,
  language: Language,
): Preview {
  return previewOf({
    ...{ service, overlay: {}, municipality: sampleTown, language },
    section: section === "weiteres" ? "angaben" : section,
  });
}
