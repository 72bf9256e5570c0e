/** Told to the window when the server has heard from the page: whoever counts idle time begins anew. */
export const aliveEvent = "einmal:alive";
