import { useActionData, useLoaderData } from "@remix-run/react";
import { useState } from "react";

/** What a loader or action returns besides responses, also where `data()` is around it. */
type Returned<F> = F extends (...args: never[]) => infer R ? Unwrapped<Awaited<R>> : never;
type Unwrapped<R> = R extends Response
  ? never
  : R extends { type: string; data: infer D; init: ResponseInit | null }
    ? D
    : R;

/**
 * What the page's loader returned. Loaders return plain JSON, which arrives as it was; Remix's own type makes every
 * optional part a possible `undefined`, which `exactOptionalPropertyTypes` tells from an absent one.
 */
export function useLoaded<Loader>(): Returned<Loader> {
  return useLoaderData() as Returned<Loader>;
}

/**
 * The same for the page's action; undefined unless something was posted. It stays until something else is loaded: the
 * router itself forgets it as soon as somebody follows a link within the page, e.g. from an error to its question.
 */
export function useAnswer<Action>(): Returned<Action> | undefined {
  const answer: unknown = useActionData();
  const loaded: unknown = useLoaderData();
  const [kept, setKept] = useState({ answer, loaded });
  const forgotten = answer === undefined && loaded === kept.loaded;
  const current = forgotten ? kept : { answer, loaded };
  if (current.answer !== kept.answer || current.loaded !== kept.loaded) setKept(current);
  return current.answer as Returned<Action> | undefined;
}
