/** Expressions of official language that always have a plain counterpart, and that counterpart. */
const expressions: readonly (readonly [RegExp, string])[] = [
  [/\bzwecks\b/i, "für, um zu"],
  [/\bseitens\b/i, "von"],
  [/\bmittels\b/i, "mit"],
  [/\bbehufs\b/i, "für"],
  [/\bhinsichtlich\b/i, "zu, bei"],
  [/\bbezüglich\b/i, "zu, über"],
  [/\bdiesbezüglich/i, "dazu"],
  [/\bunbeschadet\b/i, "auch wenn … gilt"],
  [/\bvorbehaltlich\b/i, "wenn, falls"],
  [/\bgemäß\b/i, "nach"],
  [/\b(?:unter )?in Anspruch (?:zu )?nehmen\b|\bInanspruchnahme\b/i, "nutzen"],
  [/\bzur Anwendung (?:kommen|kommt|gelangen|gelangt|bringen|bringt)\b/i, "anwenden, gelten"],
  [/\bzur Verfügung (?:zu )?stellen\b|\bzur Verfügung stellt\b/i, "geben, anbieten"],
  [/\bin Kenntnis (?:zu )?setzen\b/i, "informieren"],
  [/\bin Abzug (?:zu )?bringen\b/i, "abziehen"],
  [/\bzum Ausdruck (?:zu )?bringen\b/i, "sagen"],
  [/\bunter Zuhilfenahme\b/i, "mit"],
  [/\bdahingehend\b/i, "so"],
  [/\bnachfolgend(?:e|er|en|es)?\b/i, "folgende, diese"],
  [/\bvorgenannt/i, "diese, genannte"],
  [/\bebendies|\bebenjene/i, "diese"],
  [/\bobig(?:e|er|en|es)\b/i, "diese"],
  [/\bObliegenheit/i, "Pflicht"],
  [/\bMitwirkungsobliegenheit/i, "Sie müssen mitwirken"],
  [/\bbeigebracht\b|\bBeibringung\b/i, "vorlegen, abgeben"],
  [/\bfernmündlich/i, "am Telefon"],
  [/\bpostalisch/i, "mit der Post"],
  [/\bLichtbild(?!ausweis)/i, "Foto"],
  [/\bEhegatt/i, "Ehemann, Ehefrau"],
  [/\bPersonensorgeberechtigt/i, "Eltern, wer für das Kind sorgt"],
  [/\bAntragsteller(?:in|innen|s|n)?\b(?! (?:oder|und))/i, "Sie"],
];

/** Expressions of official language in a text, each with a plainer way to say it. */
export function officialeseIn(text: string): readonly { found: string; plain: string }[] {
  return expressions.flatMap(([pattern, plain]) => {
    const found = pattern.exec(text)?.[0];
    return found === undefined ? [] : [{ found, plain }];
  });
}
