import { useActionData, useLoaderData } from "@remix-run/react";

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

/** The same for the page's action; undefined unless something was just posted. */
export function useAnswer<Action>(): Returned<Action> | undefined {
  return useActionData() as Returned<Action> | undefined;
}
