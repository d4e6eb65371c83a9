/** What the database says about a statement that it does not run. */
export class SqlError extends Error {}

export interface Token {
  kind: "word" | "name" | "text" | "number" | "sign" | "end";
  /** Words in lower case; names, texts and signs as they are. */
  value: string;
}

const PATTERN =
  /\s+|(?<text>N?'(?:[^']|'')*')|\[(?<name>[^\]]*)\]|(?<number>\d+(?:\.\d+)?)|(?<word>[A-Za-z_][\w$#]*)|(?<sign><>|<=|>=|!=|[=<>(),.*+\-/%;])/y;

/** Takes a statement apart. */
export function tokens(source: string): Token[] {
  const found: Token[] = [];
  PATTERN.lastIndex = 0;
  while (PATTERN.lastIndex < source.length) {
    const at = PATTERN.lastIndex;
    const groups = PATTERN.exec(source)?.groups;
    if (!groups) throw new SqlError(`Incorrect syntax near '${source.slice(at, at + 10)}'.`);
    const { text, name, number, word, sign } = groups;
    if (text !== undefined) {
      const inner = text.replace(/^N/, "").slice(1, -1).replaceAll("''", "'");
      found.push({ kind: "text", value: inner });
    } else if (name !== undefined) found.push({ kind: "name", value: name });
    else if (number !== undefined) found.push({ kind: "number", value: number });
    else if (word !== undefined) found.push({ kind: "word", value: word.toLowerCase() });
    else if (sign !== undefined) found.push({ kind: "sign", value: sign });
  }
  found.push({ kind: "end", value: "" });
  return found;
}
