import { badCondition } from "../errors.ts";

/** A piece of a condition. */
export interface Token {
  kind:
    | "name"
    | "text"
    | "number"
    | "flag"
    | "null"
    | "date"
    | "operator"
    | "word"
    | "mark"
    | "end";
  text: string;
  /** Where it begins, counted from 1, for messages. */
  at: number;
}

/** The vendor's advice after a wrong literal. */
export const LITERAL_ADVICE =
  "String values should be enclosed with double or single quotes; DateTime values should be enclosed in square brackets; Boolean values should be true or false.";

const WORDS = new Set(["and", "or", "in", "not", "like", "contains"]);

/** Cuts a condition into pieces. Throws a 400 for text without an end and for signs without a meaning. */
export function tokenize(source: string, singleQuotes: boolean): Token[] {
  const tokens: Token[] = [];
  let index = 0;
  while (index < source.length) {
    const at = index + 1;
    const rest = source.slice(index);
    const space = /^\s+/.exec(rest)?.[0];
    if (space !== undefined) {
      index += space.length;
      continue;
    }
    const sign = rest.slice(0, 1);
    if (sign === '"' || (sign === "'" && singleQuotes)) {
      const { text, length } = quoted(rest, sign, at);
      tokens.push({ kind: "text", text, at });
      index += length;
      continue;
    }
    if (sign === "[") {
      const end = rest.indexOf("]");
      if (end < 0) throw badCondition(`The date at position ${at} has no closing bracket.`);
      tokens.push({ kind: "date", text: rest.slice(1, end), at });
      index += end + 1;
      continue;
    }
    const token = plain(rest, at);
    tokens.push(token);
    index += token.text.length;
  }
  tokens.push({ kind: "end", text: "", at: source.length + 1 });
  return tokens;
}

function plain(rest: string, at: number): Token {
  const operator = /^(?:!=|<=|>=|=|<|>)/.exec(rest)?.[0];
  if (operator !== undefined) return { kind: "operator", text: operator, at };
  const mark = /^[(),]/.exec(rest)?.[0];
  if (mark !== undefined) return { kind: "mark", text: mark, at };
  const amount = /^-?\d+(?:\.\d+)?(?![\w/-])/.exec(rest)?.[0];
  if (amount !== undefined) return { kind: "number", text: amount, at };
  const name = /^[A-Za-z_]\w*(?:\/\w+)*/.exec(rest)?.[0];
  if (name === undefined) {
    const word = /^\S{1,20}/.exec(rest)?.[0] ?? rest;
    throw badCondition(`Unexpected "${word}" at position ${at}. ${LITERAL_ADVICE}`);
  }
  const lower = name.toLowerCase();
  if (WORDS.has(lower)) return { kind: "word", text: name, at };
  if (lower === "true" || lower === "false") return { kind: "flag", text: name, at };
  if (lower === "null") return { kind: "null", text: name, at };
  return { kind: "name", text: name, at };
}

function quoted(rest: string, sign: string, at: number): { text: string; length: number } {
  let text = "";
  for (let index = 1; index < rest.length; index += 1) {
    const letter = rest.charAt(index);
    if (letter === sign) return { text, length: index + 1 };
    if (letter === "\\" && index + 1 < rest.length) {
      index += 1;
      text += rest.charAt(index);
    } else {
      text += letter;
    }
  }
  throw badCondition(`The text at position ${at} has no closing quote.`);
}
