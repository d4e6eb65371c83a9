/** An address inside a piece of HTML. */
export interface HtmlReference {
  readonly kind: "image" | "link";
  readonly address: string;
}

const TAG = /<(img|a)\b((?:[^<>"']|"[^"<]*"|'[^'<]*')*)>/gi;
const ADDRESS = /(?:^|\s)(?:src|href)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'<>]+))/i;

/** Addresses of pictures and links in their order, each once. Linear in the length of the text. */
export function htmlReferences(html: string): readonly HtmlReference[] {
  const found = new Map<string, HtmlReference>();
  for (const [, tag, attributes] of html.matchAll(TAG)) {
    const match = ADDRESS.exec(attributes ?? "");
    const kind = tag?.toLowerCase() === "img" ? "image" : "link";
    if (match === null && kind === "link") continue;
    const address = (match?.[1] ?? match?.[2] ?? match?.[3] ?? "").replaceAll("&amp;", "&").trim();
    found.set(`${kind} ${address}`, { kind, address });
  }
  return [...found.values()];
}

/** The id of a document image in an address that IT Glue gave out, whatever stands before it. */
export function imageIdIn(address: string): number | undefined {
  const match = /\/docs\/\d{1,16}\/(?:developer\/)?images\/([1-9]\d{0,15})(?:$|[/?#])/.exec(
    address,
  );
  const number = Number(match?.[1]);
  return match !== null && Number.isSafeInteger(number) ? number : undefined;
}
