const ENTITIES: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  nbsp: " ",
};

/** The text of a body without its markup. */
export function plainText(html: string): string {
  return html
    .replaceAll(/<(script|style)\b[^>]*>[\s\S]*?<\/\1\s*>/gi, "")
    .replaceAll(/<br\s*\/?>|<\/(?:p|div|li|tr|h[1-6]|blockquote)>/gi, "\n")
    .replaceAll(/<[^>]*>/g, "")
    .replaceAll(/&(#\d+|\w+);/g, entity)
    .replaceAll(/\n{3,}/g, "\n\n")
    .trim();
}

function entity(whole: string, name: string): string {
  if (!name.startsWith("#")) return ENTITIES[name] ?? whole;
  const code = Number(name.slice(1));
  return code > 0 && code < 0x110000 ? String.fromCodePoint(code) : whole;
}

/** An image that stood in a body as a data URI. */
export interface InlineImage {
  contentId: string;
  name: string;
  declaredType: string;
  bytes: Buffer;
}

const DATA_IMAGE =
  /(<img\b[^>]*?\bsrc\s*=\s*)(["'])data:(image\/[\w.+-]+);base64,([A-Za-z0-9+/=\s]+)\2/gi;

/** Takes the images out of a body and leaves `cid:` in their place. `nameOf` gives each its id, from its place and its bytes. */
export function takeImages(
  html: string,
  nameOf: (index: number, bytes: Buffer) => string,
): { html: string; images: InlineImage[] } {
  const images: InlineImage[] = [];
  const changed = html.replaceAll(
    DATA_IMAGE,
    (_whole, before: string, quote: string, type: string, base64: string) => {
      const bytes = Buffer.from(base64, "base64");
      const contentId = nameOf(images.length, bytes);
      const extension = type.slice("image/".length).replace(/\+.*/, "").replace("jpeg", "jpg");
      images.push({
        contentId,
        name: `image${images.length + 1}.${extension}`,
        declaredType: type,
        bytes,
      });
      return `${before}${quote}cid:${contentId}${quote}`;
    },
  );
  return { html: changed, images };
}
