import { notFound } from "./responses.server.ts";

/** Every address that is none, whatever the method. */
export function loader(): never {
  throw notFound();
}

export function action(): never {
  throw notFound();
}

/** Makes Remix answer with a page, namely that of the error. */
export default function NotFoundPage() {
  return null;
}
