import { SqlError, tokens, type Token } from "./lexer.ts";

/** An expression or a condition. */
export type Expression =
  | { kind: "value"; value: string | number | null }
  | { kind: "column"; table: string | undefined; name: string }
  | { kind: "star" }
  | { kind: "call"; name: string; distinct: boolean; parameters: Expression[] }
  | { kind: "math"; sign: string; left: Expression; right: Expression }
  | { kind: "compare"; sign: string; left: Expression; right: Expression }
  | { kind: "like"; not: boolean; left: Expression; right: Expression }
  | { kind: "in"; not: boolean; left: Expression; values: Expression[] }
  | { kind: "null"; not: boolean; left: Expression }
  | { kind: "between"; left: Expression; low: Expression; high: Expression }
  | { kind: "both"; sign: "and" | "or"; left: Expression; right: Expression }
  | { kind: "not"; inner: Expression };

export interface Column {
  expression: Expression;
  alias: string | undefined;
}

export interface Source {
  table: string;
  alias: string;
  join: "first" | "inner" | "left";
  on: Expression | undefined;
}

export interface Select {
  top: number | undefined;
  distinct: boolean;
  columns: Column[];
  sources: Source[];
  where: Expression | undefined;
  groupBy: Expression[];
  orderBy: { expression: Expression; descending: boolean }[];
}

/** Words that end a table's name or a column's alias. */
const RESERVED = new Set(
  "from where group order by join inner left outer on and or as asc desc top in like is not null between with having union".split(
    " ",
  ),
);

/** Reads one SELECT of the subset. Throws what the database would say. */
export function parseSelect(source: string): Select {
  return new Parser(tokens(source)).statement();
}

class Parser {
  readonly #tokens: readonly Token[];
  #at = 0;

  constructor(found: readonly Token[]) {
    this.#tokens = found;
  }

  statement(): Select {
    this.#expect("select");
    const distinct = this.#takes("distinct");
    const top = this.#takes("top") ? this.#number() : undefined;
    const columns = this.#list(() => this.#column());
    const sources = this.#takes("from") ? this.#sources() : [];
    const where = this.#takes("where") ? this.#condition() : undefined;
    const groupBy = this.#takes("group") ? (this.#expect("by"), this.#list(() => this.#sum())) : [];
    const orderBy = this.#takes("order") ? (this.#expect("by"), this.#list(() => this.#key())) : [];
    this.#takesSign(";");
    if (this.#peek().kind !== "end") throw this.#unexpected();
    if (orderBy.length > 0 && top === undefined) {
      throw new SqlError(
        "The ORDER BY clause is invalid in views, inline functions, derived tables, subqueries, and common table expressions, unless TOP, OFFSET or FOR XML is also specified.",
      );
    }
    return { top, distinct, columns, sources, where, groupBy, orderBy };
  }

  #peek(): Token {
    return this.#tokens[this.#at] ?? { kind: "end", value: "" };
  }

  #unexpected(): SqlError {
    return new SqlError(`Incorrect syntax near '${this.#peek().value}'.`);
  }

  #takes(word: string): boolean {
    const token = this.#peek();
    if (token.kind !== "word" || token.value !== word) return false;
    this.#at += 1;
    return true;
  }

  #takesSign(sign: string): boolean {
    const token = this.#peek();
    if (token.kind !== "sign" || token.value !== sign) return false;
    this.#at += 1;
    return true;
  }

  #expect(word: string): void {
    if (!this.#takes(word)) throw this.#unexpected();
  }

  #expectSign(sign: string): void {
    if (!this.#takesSign(sign)) throw this.#unexpected();
  }

  #list<Item>(read: () => Item): Item[] {
    const items = [read()];
    while (this.#takesSign(",")) items.push(read());
    return items;
  }

  #number(): number {
    const wrapped = this.#takesSign("(");
    const token = this.#peek();
    if (token.kind !== "number") throw this.#unexpected();
    this.#at += 1;
    if (wrapped) this.#expectSign(")");
    return Number(token.value);
  }

  #name(): string {
    const token = this.#peek();
    if (token.kind !== "name" && (token.kind !== "word" || RESERVED.has(token.value))) {
      throw this.#unexpected();
    }
    this.#at += 1;
    return token.value;
  }

  #column(): Column {
    const expression = this.#sum();
    if (this.#takes("as")) {
      const token = this.#peek();
      if (token.kind === "text") {
        this.#at += 1;
        return { expression, alias: token.value };
      }
      return { expression, alias: this.#name() };
    }
    const token = this.#peek();
    const named = token.kind === "name" || (token.kind === "word" && !RESERVED.has(token.value));
    return { expression, alias: named ? this.#name() : undefined };
  }

  #sources(): Source[] {
    const sources = [this.#source("first")];
    for (;;) {
      if (this.#takes("join") || (this.#takes("inner") && (this.#expect("join"), true))) {
        sources.push(this.#source("inner"));
      } else if (this.#takes("left")) {
        this.#takes("outer");
        this.#expect("join");
        sources.push(this.#source("left"));
      } else return sources;
    }
  }

  #source(join: Source["join"]): Source {
    let table = this.#name();
    // `dbo.faults` is the same as `faults`.
    if (this.#takesSign(".")) table = this.#name();
    this.#takes("as");
    const token = this.#peek();
    const aliased = token.kind === "name" || (token.kind === "word" && !RESERVED.has(token.value));
    const alias = aliased ? this.#name() : table;
    if (this.#takes("with")) {
      this.#expectSign("(");
      this.#name();
      this.#expectSign(")");
    }
    const on = join === "first" ? undefined : (this.#expect("on"), this.#condition());
    return { table: table.toLowerCase(), alias: alias.toLowerCase(), join, on };
  }

  #key(): Select["orderBy"][number] {
    const expression = this.#sum();
    const descending = this.#takes("desc");
    if (!descending) this.#takes("asc");
    return { expression, descending };
  }

  #condition(): Expression {
    let left = this.#conjunction();
    while (this.#takes("or")) {
      left = { kind: "both", sign: "or", left, right: this.#conjunction() };
    }
    return left;
  }

  #conjunction(): Expression {
    let left = this.#negation();
    while (this.#takes("and")) {
      left = { kind: "both", sign: "and", left, right: this.#negation() };
    }
    return left;
  }

  #negation(): Expression {
    if (this.#takes("not")) return { kind: "not", inner: this.#negation() };
    const start = this.#at;
    if (this.#takesSign("(")) {
      // A parenthesis holds a condition or the beginning of a sum.
      try {
        const inner = this.#condition();
        this.#expectSign(")");
        if (
          !["=", "<>", "!=", "<", ">", "<=", ">=", "+", "-", "*", "/"].includes(this.#peek().value)
        ) {
          return inner;
        }
      } catch (error) {
        if (!(error instanceof SqlError)) throw error;
      }
      this.#at = start;
    }
    return this.#comparison();
  }

  #comparison(): Expression {
    const left = this.#sum();
    const token = this.#peek();
    if (token.kind === "sign" && ["=", "<>", "!=", "<", ">", "<=", ">="].includes(token.value)) {
      this.#at += 1;
      return { kind: "compare", sign: token.value, left, right: this.#sum() };
    }
    if (this.#takes("is")) {
      const not = this.#takes("not");
      this.#expect("null");
      return { kind: "null", not, left };
    }
    if (this.#takes("between")) {
      const low = this.#sum();
      this.#expect("and");
      return { kind: "between", left, low, high: this.#sum() };
    }
    const not = this.#takes("not");
    if (this.#takes("like")) return { kind: "like", not, left, right: this.#sum() };
    if (this.#takes("in")) {
      this.#expectSign("(");
      const values = this.#list(() => this.#sum());
      this.#expectSign(")");
      return { kind: "in", not, left, values };
    }
    if (not) throw this.#unexpected();
    return left;
  }

  #sum(): Expression {
    let left = this.#operand();
    for (;;) {
      const { kind, value } = this.#peek();
      if (kind !== "sign" || !["+", "-", "*", "/", "%"].includes(value)) return left;
      this.#at += 1;
      left = { kind: "math", sign: value, left, right: this.#operand() };
    }
  }

  #operand(): Expression {
    const token = this.#peek();
    if (this.#takesSign("*")) return { kind: "star" };
    if (this.#takesSign("(")) {
      const inner = this.#sum();
      this.#expectSign(")");
      return inner;
    }
    if (this.#takesSign("-")) {
      return { kind: "math", sign: "-", left: { kind: "value", value: 0 }, right: this.#operand() };
    }
    if (token.kind === "text" || token.kind === "number") {
      this.#at += 1;
      return { kind: "value", value: token.kind === "text" ? token.value : Number(token.value) };
    }
    if (this.#takes("null")) return { kind: "value", value: null };
    const name = this.#name();
    if (token.kind === "word" && this.#takesSign("(")) return this.#call(name);
    if (!this.#takesSign("."))
      return { kind: "column", table: undefined, name: name.toLowerCase() };
    if (this.#takesSign("*")) return { kind: "star" };
    return { kind: "column", table: name.toLowerCase(), name: this.#name().toLowerCase() };
  }

  #call(name: string): Expression {
    if (this.#takesSign(")")) return { kind: "call", name, distinct: false, parameters: [] };
    const distinct = this.#takes("distinct");
    const parameters = this.#list(() => this.#sum());
    this.#expectSign(")");
    return { kind: "call", name, distinct, parameters };
  }
}
