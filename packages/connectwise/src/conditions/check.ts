import { PsaError } from "@psa-mcp/core";
import type { Condition } from "./build.ts";

/** Longest conditions of a caller; the API's addresses end at about 10,000 characters. */
const LONGEST = 4000;
/** Deepest nesting of parentheses. */
const DEEPEST = 30;
/** Lists inside records, which the API filters by child conditions alone. */
const CHILD_LISTS = new Set(["types", "communicationitems", "customfields", "questions"]);

interface Token {
  readonly kind: "text" | "number" | "moment" | "word" | "sign";
  readonly text: string;
  readonly at: number;
}

const TOKEN =
  /\s*(?:(?<text>"(?:[^"\\]|\\[^])*"|'(?:[^'\\]|\\[^])*')|(?<moment>\[[^[\]]*\])|(?<number>-?\d+(?:\.\d+)?(?![\w/.]))|(?<word>[A-Za-z_]\w*(?:\/\w+)*)|(?<sign>!=|<=|>=|[=<>(),]))/y;

const DATE = /^\[\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?\]$/;

/** Which argument the conditions came from. */
export type ConditionKind = "conditions" | "child_conditions" | "custom_field_conditions";

/**
 * Conditions that a caller wrote, checked against the grammar and bracketed, so that they can only narrow what they are
 * joined with. Throws `invalid_arguments` that points at the mistake.
 */
export function checkedConditions(source: string, kind: ConditionKind = "conditions"): Condition {
  if (source.length > LONGEST) {
    throw new PsaError(
      "invalid_arguments",
      `${kind} is longer than ${String(LONGEST)} characters.`,
    );
  }
  new Reader(source, kind).read();
  return `(${source.trim()})` as Condition;
}

class Reader {
  readonly #source: string;
  readonly #kind: ConditionKind;
  readonly #tokens: readonly Token[];
  #next = 0;
  #depth = 0;

  constructor(source: string, kind: ConditionKind) {
    this.#source = source;
    this.#kind = kind;
    this.#tokens = this.#split();
  }

  read(): void {
    this.#either();
    const left = this.#peek();
    if (left !== undefined)
      this.#fail(
        left.text === ")" ? "a parenthesis that was never opened" : "AND or OR is missing here",
        left.at,
      );
  }

  #split(): readonly Token[] {
    const tokens: Token[] = [];
    const end = this.#source.trimEnd().length;
    TOKEN.lastIndex = 0;
    for (let at = 0; at < end; at = TOKEN.lastIndex) {
      TOKEN.lastIndex = at;
      const groups = TOKEN.exec(this.#source)?.groups;
      const start = at + (/^\s*/.exec(this.#source.slice(at))?.[0].length ?? 0);
      const found = Object.entries(groups ?? {}).find(([, text]) => text !== undefined);
      if (found === undefined) this.#fail(unreadable(this.#source.slice(start)), start);
      tokens.push({ kind: found[0] as Token["kind"], text: found[1] ?? "", at: start });
    }
    return tokens;
  }

  #either(): void {
    do this.#both();
    while (this.#takeWord("or"));
  }

  #both(): void {
    do this.#single();
    while (this.#takeWord("and"));
  }

  #single(): void {
    if (!this.#takeSign("(")) return this.#comparison();
    this.#depth += 1;
    if (this.#depth > DEEPEST) this.#fail("too many parentheses", this.#here());
    this.#either();
    if (!this.#takeSign(")")) this.#fail('")" is missing', this.#here());
    this.#depth -= 1;
  }

  #comparison(): void {
    const field = this.#peek();
    if (field?.kind !== "word" || /^(?:and|or|not|in|like|contains)$/i.test(field.text)) {
      return this.#fail("the name of a field is missing", this.#here());
    }
    this.#next += 1;
    const root = field.text.split("/")[0]?.toLowerCase() ?? "";
    if (this.#kind === "conditions" && CHILD_LISTS.has(root)) {
      this.#fail(
        `${root} is a list inside the record; put this into ${root === "customfields" ? "custom_field_conditions" : "child_conditions"}`,
        field.at,
      );
    }
    const negated = this.#takeWord("not");
    if (this.#takeWord("in")) return this.#list();
    if (this.#takeWord("contains") || this.#takeWord("like")) return this.#text();
    if (negated) this.#fail("in, contains or like must follow not", this.#here());
    const operator = this.#peek();
    if (operator?.kind !== "sign" || !/^(?:!=|<=|>=|[=<>])$/.test(operator.text)) {
      this.#fail("an operator is missing: =, !=, <, <=, >, >=, in, contains, like", this.#here());
    }
    this.#next += 1;
    this.#value();
  }

  #list(): void {
    if (!this.#takeSign("(")) this.#fail('"(" must follow in', this.#here());
    do this.#value();
    while (this.#takeSign(","));
    if (!this.#takeSign(")")) this.#fail('"," or ")" is missing', this.#here());
  }

  #text(): void {
    if (this.#peek()?.kind !== "text")
      this.#fail("a text in double quotes is missing", this.#here());
    this.#next += 1;
  }

  #value(): void {
    const value = this.#peek();
    if (value?.kind === "moment" && (!DATE.test(value.text) || !isDate(value.text))) {
      this.#fail("brackets hold a date: [2026-01-31] or [2026-01-31T08:00:00Z]", value.at);
    }
    if (
      value?.kind === "number" &&
      /^[-:T]/.test(this.#source.slice(value.at + value.text.length))
    ) {
      this.#fail("dates stand in brackets: [2026-01-31]", value.at);
    }
    const plain = value?.kind === "word" && /^(?:true|false|null)$/i.test(value.text);
    if (value === undefined || value.kind === "sign" || (value.kind === "word" && !plain)) {
      this.#fail(
        "a value is missing: text in double quotes, a number, true, false, null or a [date]",
        this.#here(),
      );
    }
    this.#next += 1;
  }

  #peek(): Token | undefined {
    return this.#tokens[this.#next];
  }

  #here(): number {
    return this.#peek()?.at ?? this.#source.trimEnd().length;
  }

  #takeWord(word: string): boolean {
    const token = this.#peek();
    if (token?.kind !== "word" || token.text.toLowerCase() !== word) return false;
    this.#next += 1;
    return true;
  }

  #takeSign(sign: string): boolean {
    if (this.#peek()?.text !== sign || this.#peek()?.kind !== "sign") return false;
    this.#next += 1;
    return true;
  }

  #fail(what: string, at: number): never {
    const around = `${this.#source.slice(Math.max(0, at - 30), at)}⟦here⟧${this.#source.slice(at, at + 30)}`;
    throw new PsaError(
      "invalid_arguments",
      `${this.#kind}: ${what}, at character ${String(at + 1)}: ${around}`,
      {
        advice: 'An example: status/name = "New" and _info/dateEntered >= [2026-01-31T00:00:00Z].',
      },
    );
  }
}

function unreadable(rest: string): string {
  if (rest.startsWith('"') || rest.startsWith("'")) return "a text that is never closed";
  if (rest.startsWith("[")) return "a date that is never closed";
  if (/^\d/.test(rest)) return "dates stand in brackets and texts in double quotes";
  return "this cannot be read";
}

const isDate = (bracketed: string): boolean => !Number.isNaN(Date.parse(bracketed.slice(1, -1)));
