import { badCondition } from "../errors.ts";
import { LITERAL_ADVICE, tokenize, type Token } from "./lexer.ts";

/** A value written in a condition. */
export type Literal =
  | { kind: "text"; value: string }
  | { kind: "number"; value: number }
  | { kind: "flag"; value: boolean }
  | { kind: "date"; value: string }
  | { kind: "null" };

export type Operator = "=" | "!=" | "<" | "<=" | ">" | ">=" | "in" | "like" | "contains";

/** One comparison. */
export interface Comparison {
  kind: "comparison";
  path: readonly string[];
  operator: Operator;
  negated: boolean;
  values: readonly Literal[];
}

/** A condition as a tree; AND binds more tightly than OR. */
export type Expression =
  | Comparison
  | { kind: "and" | "or"; parts: readonly [Expression, ...Expression[]] };

/** Reads a condition. Throws a 400 that names the place of the mistake. */
export function parseConditions(source: string, options: { singleQuotes: boolean }): Expression {
  const tokens = tokenize(source, options.singleQuotes);
  let next = 0;
  const peek = (): Token => tokens[next] ?? { kind: "end", text: "", at: source.length + 1 };
  const take = (): Token => {
    const token = peek();
    next += 1;
    return token;
  };
  const isWord = (word: string): boolean =>
    peek().kind === "word" && peek().text.toLowerCase() === word;
  const expect = (mark: string): void => {
    const token = take();
    if (token.kind !== "mark" || token.text !== mark) throw unexpected(token, `"${mark}"`);
  };

  const chain = (kind: "and" | "or", part: () => Expression): Expression => {
    const first = part();
    const more: Expression[] = [];
    while (isWord(kind)) {
      take();
      more.push(part());
    }
    return more.length === 0 ? first : { kind, parts: [first, ...more] };
  };
  const either = (): Expression => chain("or", () => chain("and", unary));
  const unary = (): Expression => {
    if (peek().kind !== "mark" || peek().text !== "(") return comparison();
    take();
    const inner = either();
    expect(")");
    return inner;
  };
  const comparison = (): Expression => {
    const name = take();
    if (name.kind !== "name") throw unexpected(name, "a name");
    const path = name.text.split("/");
    const negated = isWord("not");
    if (negated) take();
    const operator = take();
    if (operator.kind === "operator" && !negated) {
      return {
        kind: "comparison",
        path,
        operator: operator.text as Operator,
        negated,
        values: [literal(take())],
      };
    }
    const word = operator.kind === "word" ? operator.text.toLowerCase() : "";
    if (word === "in") {
      expect("(");
      const values = [literal(take())];
      while (peek().text === ",") {
        take();
        values.push(literal(take()));
      }
      expect(")");
      return { kind: "comparison", path, operator: "in", negated, values };
    }
    if (word !== "like" && word !== "contains") throw unexpected(operator, "an operator");
    const value = literal(take());
    if (value.kind !== "text") {
      throw badCondition(
        `Expected a string value, not a ${WORD_OF[value.kind]}. ${LITERAL_ADVICE}`,
      );
    }
    return { kind: "comparison", path, operator: word, negated, values: [value] };
  };

  if (peek().kind === "end") throw badCondition("The condition is empty.");
  const result = either();
  const rest = peek();
  if (rest.kind !== "end") throw unexpected(rest, "AND, OR or the end");
  return result;
}

/** How messages call the kinds of literals. */
export const WORD_OF: Readonly<Record<Literal["kind"], string>> = {
  text: "string",
  number: "numeric",
  flag: "boolean",
  date: "datetime",
  null: "null",
};

function literal(token: Token): Literal {
  switch (token.kind) {
    case "text":
      return { kind: "text", value: token.text };
    case "number":
      return { kind: "number", value: Number(token.text) };
    case "flag":
      return { kind: "flag", value: token.text.toLowerCase() === "true" };
    case "date":
      return { kind: "date", value: token.text };
    case "null":
      return { kind: "null" };
    default:
      throw unexpected(token, "a value");
  }
}

function unexpected(token: Token, wanted: string): Error {
  const shown = token.kind === "end" ? "the end" : `"${token.text}"`;
  return badCondition(
    `Unexpected ${shown} at position ${token.at}; expected ${wanted}. ${LITERAL_ADVICE}`,
  );
}
