/**
 * Where the status of an application is shown. Reference and code stand behind `#`: browsers keep that to themselves, so that
 * no log of any server ever holds a code. Without scripts both are typed.
 */
export function statusAddress(origin: string, reference: string, code?: string): string {
  return `${origin}/status${code === undefined ? "" : `#${reference}.${code}`}`;
}
