const texts = {
  400: ["Diese Anfrage ist nicht lesbar", "Bitte rufen Sie die Seite neu auf."],
  403: [
    "Diese Anfrage kam von einer fremden Seite",
    "Zu Ihrem Schutz wurde nichts gespeichert. Bitte rufen Sie das Formular hier im Portal neu auf.",
  ],
  404: ["Diese Seite gibt es nicht", "Bitte prüfen Sie die Adresse."],
  405: ["So lässt sich diese Seite nicht aufrufen", "Bitte rufen Sie die Seite neu auf."],
  408: [
    "Die Übertragung hat zu lange gedauert",
    "Bitte gehen Sie zurück und senden Sie die Seite noch einmal ab.",
  ],
  413: [
    "Das war zu viel auf einmal",
    "Bitte gehen Sie zurück und senden Sie kleinere oder weniger Dateien.",
  ],
  415: ["Dieses Format wird nicht angenommen", "Bitte verwenden Sie das Formular hier im Portal."],
  500: [
    "Bei uns ist ein Fehler aufgetreten",
    "Ihre gespeicherten Angaben sind nicht verloren. Bitte versuchen Sie es in einigen Minuten noch einmal.",
  ],
  503: [
    "Das Portal ist gerade nicht erreichbar",
    "Ihre gespeicherten Angaben sind nicht verloren. Bitte versuchen Sie es in einigen Minuten noch einmal.",
  ],
} as const satisfies Record<number, readonly [string, string]>;

/** A page for trouble before or beneath the portal's own pages: without style or script, so it always works. */
export function plainPage(status: keyof typeof texts): Response {
  const [title, remedy] = texts[status];
  const html = `<!DOCTYPE html>
<html lang="de">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
</head>
<body>
<main>
<h1>${title}</h1>
<p>${remedy}</p>
<p><a href="/">Zur Startseite</a></p>
</main>
</body>
</html>
`;
  return new Response(html, {
    status,
    headers: {
      "Content-Type": "text/html; charset=utf-8",
      "Cache-Control": "no-store",
      ...(status === 503 && { "Retry-After": "30" }),
    },
  });
}
