import { createContext, useContext } from "react";

/** The HTTP status of the page while the server renders it; undefined in the browser. */
export const ResponseStatusContext = createContext<number | undefined>(undefined);

export function useResponseStatus(): number | undefined {
  return useContext(ResponseStatusContext);
}
