import { useEffect, useState } from "react";
import type { StoredFile } from "#app/domain/fields/kinds.ts";
import type { Captures } from "./form-tools.ts";

/** Milliseconds between two looks. */
const pause = 2500;

/** What the server says of the phones of a draft. */
interface Look {
  /** By the id of the capture; what is over is missing. */
  readonly captures: Readonly<Record<string, { photos: readonly string[]; waits: boolean }>>;
  readonly attached: readonly { readonly name: string; readonly files: readonly StoredFile[] }[];
}

/** Looks every few seconds what phones have sent, for as long as one may; a tab that nobody sees does not. */
export function usePhones(
  captures: Captures,
  at: string | undefined,
  attach: (name: string, files: readonly StoredFile[]) => void,
): Captures {
  const [told, setTold] = useState<{ readonly about: Captures; readonly look: Look }>();
  const look = told?.about === captures ? told.look : undefined;
  const ids = Object.values(captures).map(({ id }) => id);
  const isOpen = ids.some((id) => !look || id in look.captures);
  useEffect(() => {
    if (at === undefined || !isOpen) return undefined;
    const timer = setInterval(() => {
      if (document.hidden) return;
      void fetch(`${at}/handy`)
        .then(async (answer) => (answer.ok ? ((await answer.json()) as Look) : undefined))
        .catch(() => undefined)
        .then((found) => {
          if (!found) return;
          for (const { name, files } of found.attached) attach(name, files);
          setTold({ about: captures, look: found });
        });
    }, pause);
    return () => {
      clearInterval(timer);
    };
  });
  return Object.fromEntries(
    Object.entries(captures).flatMap(([name, capture]) => {
      const now = look?.captures[capture.id];
      return look && !now ? [] : [[name, { ...capture, ...now }]];
    }),
  );
}
