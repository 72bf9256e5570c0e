/**
 * Data for search engines (JSON-LD). No script: a block of data is never run, and so the content security policy has nothing to
 * say about it. Nothing in it can end the element.
 */
export function LinkedData({ data }: { readonly data: object }) {
  const __html = JSON.stringify(data).replaceAll("<", "\\u003c");
  return <script type="application/ld+json" dangerouslySetInnerHTML={{ __html }} />;
}
