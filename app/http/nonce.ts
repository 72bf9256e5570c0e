import { createContext, useContext } from "react";

/**
 * The one-time mark of the content security policy on scripts of this response. Empty in the browser, which hides
 * nonces from scripts, so that both renderings agree.
 */
export const NonceContext = createContext("");

export function useNonce(): string {
  return useContext(NonceContext);
}
