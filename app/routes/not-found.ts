import { notFound } from "./responses.server.ts";

/** Every address that is none, whatever the method. */
export function loader(): never {
  throw notFound();
}
export const action = loader;

/** Makes Remix answer with a page, namely that of the error. */
export default function NotFoundPage() {
  return null;
}
