/** Longest `Link` header that is looked at. */
const LONGEST = 20_000;

/** The addresses of a `Link` header by relation (RFC 8288); what cannot be read is left out, the first of a kind wins. */
export function linksIn(header: string): Readonly<Record<string, string>> {
  const links = new Map<string, string>();
  for (const [, address = "", parameters = ""] of header
    .slice(0, LONGEST)
    .matchAll(/<([^<>]*)>((?:\s*;\s*[\w*-]+\s*=\s*(?:"[^"]*"|[^\s",;<>]+))*)/g)) {
    const relations = /;\s*rel\s*=\s*(?:"([^"]*)"|([^\s",;<>]+))/i.exec(parameters);
    const names = relations?.[1] ?? relations?.[2] ?? "";
    for (const name of names.toLowerCase().split(/\s+/)) {
      if (name !== "" && !links.has(name)) links.set(name, address);
    }
  }
  return Object.fromEntries(links);
}
