import * as z from "zod";

/** A language as BCP 47 names it. */
export const languageSchema = z.string().regex(/^[a-z]{2,3}(-[a-zA-Z0-9]{2,8})*$/);

/** The schema of `Text`; apart from the functions, which browsers load. */
export const textSchema = z.intersection(
  z.object({ de: z.string() }),
  z.record(languageSchema, z.string()),
);
