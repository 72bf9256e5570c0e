import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { notFoundBelow } from "./not-found-below.server.ts";

/** Every address that is none, whatever the method. */
export async function loader({ params, context: { portal } }: LoaderFunctionArgs): Promise<never> {
  const [first = ""] = (params["*"] ?? "").split("/", 1);
  throw await notFoundBelow(portal, first);
}

export function action(args: ActionFunctionArgs): Promise<never> {
  return loader(args);
}

/** Makes Remix answer with a page, namely that of the error. */
export default function NotFoundPage() {
  return null;
}
