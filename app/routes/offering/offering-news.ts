/** What was done last, as the address tells it. */
const news = [
  "vorgeschlagen",
  "freigegeben",
  "zurueckgegeben",
  "verworfen",
  "zurueckgeholt",
  "zusammengefuehrt",
  "zusammengebracht",
  "aktuell",
  "gespeichert",
] as const;

export type OfferingNews = (typeof news)[number];

export function newsOf(request: Request): OfferingNews | undefined {
  const told = new URL(request.url).searchParams.get("getan");
  return news.find((one) => one === told);
}
