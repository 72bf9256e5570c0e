import { createContext, useContext } from "react";

/** The HTTP status with which the document came; undefined where there is none, as in tests. */
export const ResponseStatusContext = createContext<number | undefined>(undefined);

export function useResponseStatus(): number | undefined {
  return useContext(ResponseStatusContext);
}
