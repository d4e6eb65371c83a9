import { estimateTokens } from "./tokens.ts";

/** How many of the leading pieces fit into a budget; at least one, so that a list always moves on. */
export function fitting(pieces: readonly string[], budget: number): number {
  let spent = 0;
  for (const [index, piece] of pieces.entries()) {
    spent += estimateTokens(piece) + 1;
    if (spent > budget && index > 0) return index;
  }
  return pieces.length;
}

/** The longest head of a text that fits, cut at a paragraph, line or word where one is near. */
export function head(
  text: string,
  budget: number,
): { readonly shown: string; readonly complete: boolean } {
  if (estimateTokens(text) <= budget) return { shown: text, complete: true };
  let low = 0;
  let high = text.length;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (estimateTokens(text.slice(0, middle)) <= budget) low = middle;
    else high = middle - 1;
  }
  const rough = text.slice(0, Math.max(1, low));
  const border = Math.max(
    rough.lastIndexOf("\n\n"),
    rough.lastIndexOf("\n"),
    rough.lastIndexOf(". "),
    rough.lastIndexOf(" "),
  );
  let end = border > rough.length * 0.6 ? border + 1 : rough.length;
  // Never between the halves of a surrogate pair.
  if (end < text.length && /[\uD800-\uDBFF]/.test(text[end - 1] ?? "")) end -= 1;
  return { shown: text.slice(0, Math.max(1, end)), complete: false };
}

/** A copy of a JSON value with strings longer than `max` cut with a mark, and whether anything was cut. */
export function clipStrings(
  value: unknown,
  max: number,
): { readonly value: unknown; readonly clipped: boolean } {
  let clipped = false;
  const walk = (node: unknown): unknown => {
    if (typeof node === "string" && node.length > max) {
      clipped = true;
      return `${node.slice(0, max)}…[${node.length - max} more characters]`;
    }
    if (Array.isArray(node)) return node.map(walk);
    if (typeof node === "object" && node !== null) {
      return Object.fromEntries(Object.entries(node).map(([key, inner]) => [key, walk(inner)]));
    }
    return node;
  };
  return { value: walk(value), clipped };
}
