/** A mistake while code runs, worded as the interpreter of the original would. */
export class CodeError extends Error {
  /** The HTTP status that the run's output gets. */
  readonly status: number;

  constructor(message: string, status = 500) {
    super(message);
    this.status = status;
  }
}

/** Names that code can use. */
export type Scope = Readonly<Record<string, unknown>>;

type Token = { kind: "number" | "text" | "name" | "mark"; value: string };

const TOKENS =
  /\s*(?:(\d+(?:\.\d+)?)|("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')|([A-Za-z_]\w*)|(==|!=|<=|>=|[-+*/%<>()[\]{},:.]))/y;

/**
 * Evaluates one expression in the little language that stands in for Python: literals, names, dotted
 * paths, indexes, arithmetic, comparisons, `and`, `or`, `not`, `in`, `is None`, `a if c else b`, lists,
 * dicts and the functions of the scope. Throws a CodeError.
 */
export function evaluate(code: string, scope: Scope): unknown {
  const reader = new Reader(tokens(code), scope);
  const value = reader.expression();
  reader.end();
  return value;
}

function tokens(code: string): Token[] {
  const found: Token[] = [];
  const text = code.trim();
  TOKENS.lastIndex = 0;
  while (TOKENS.lastIndex < text.length) {
    const match = TOKENS.exec(text);
    if (match === null) throw new CodeError("SyntaxError: invalid syntax");
    const [, digits, quoted, name, mark] = match;
    if (digits !== undefined) found.push({ kind: "number", value: digits });
    else if (quoted !== undefined) found.push({ kind: "text", value: unquote(quoted) });
    else if (name !== undefined) found.push({ kind: "name", value: name });
    else found.push({ kind: "mark", value: mark ?? "" });
  }
  return found;
}

function unquote(quoted: string): string {
  return quoted.slice(1, -1).replace(/\\(.)/g, (_, mark: string) => (mark === "n" ? "\n" : mark));
}

const CONSTANTS: Readonly<Record<string, unknown>> = { True: true, False: false, None: null };

class Reader {
  readonly #tokens: readonly Token[];
  readonly #scope: Scope;
  #at = 0;

  constructor(list: readonly Token[], scope: Scope) {
    this.#tokens = list;
    this.#scope = scope;
  }

  end(): void {
    if (this.#at < this.#tokens.length) throw new CodeError("SyntaxError: invalid syntax");
  }

  expression(): unknown {
    const value = this.#or();
    if (!this.#take("if")) return value;
    const holds = isTrue(this.#or());
    this.#need("else");
    const other = this.expression();
    return holds ? value : other;
  }

  #or(): unknown {
    let left = this.#and();
    while (this.#take("or")) {
      const right = this.#and();
      left = isTrue(left) ? left : right;
    }
    return left;
  }

  #and(): unknown {
    let left = this.#not();
    while (this.#take("and")) {
      const right = this.#not();
      left = isTrue(left) ? right : left;
    }
    return left;
  }

  #not(): unknown {
    return this.#take("not") ? !isTrue(this.#not()) : this.#comparison();
  }

  #comparison(): unknown {
    const left = this.#sum();
    if (this.#take("is")) {
      const isNegated = this.#take("not");
      return (left === this.#sum()) !== isNegated;
    }
    if (this.#take("in")) return contains(this.#sum(), left);
    for (const sign of ["==", "!=", "<=", ">=", "<", ">"]) {
      if (this.#take(sign)) return compare(sign, left, this.#sum());
    }
    return left;
  }

  #sum(): unknown {
    let left = this.#product();
    for (;;) {
      const sign = this.#oneOf("+", "-");
      if (sign === undefined) return left;
      left = calculate(sign, left, this.#product());
    }
  }

  #product(): unknown {
    let left = this.#sign();
    for (;;) {
      const sign = this.#oneOf("*", "/", "%");
      if (sign === undefined) return left;
      left = calculate(sign, left, this.#sign());
    }
  }

  #sign(): unknown {
    return this.#take("-") ? calculate("-", 0, this.#sign()) : this.#path();
  }

  /** A value with what hangs on it: `.name`, `[index]` and `(arguments)`. */
  #path(): unknown {
    let value = this.#atom();
    for (;;) {
      if (this.#take(".")) {
        const name = this.#next("name");
        value = this.#take("(") ? method(value, name, this.#list(")")) : member(value, name);
      } else if (this.#take("[")) {
        const key = this.expression();
        this.#need("]");
        value = member(value, key);
      } else if (this.#take("(")) {
        const given = this.#list(")");
        if (typeof value !== "function") throw new CodeError("TypeError: object is not callable");
        value = (value as (...given: unknown[]) => unknown)(...given);
      } else return value;
    }
  }

  #atom(): unknown {
    const token = this.#tokens[this.#at];
    this.#at += 1;
    if (token === undefined) throw new CodeError("SyntaxError: unexpected EOF while parsing");
    if (token.kind === "number") return Number(token.value);
    if (token.kind === "text") return token.value;
    if (token.kind === "name") return this.#named(token.value);
    if (token.value === "[") return this.#list("]");
    if (token.value === "{") return this.#dict();
    if (token.value !== "(") throw new CodeError("SyntaxError: invalid syntax");
    const value = this.expression();
    this.#need(")");
    return value;
  }

  #named(name: string): unknown {
    if (Object.hasOwn(CONSTANTS, name)) return CONSTANTS[name];
    if (Object.hasOwn(this.#scope, name)) return this.#scope[name];
    throw new CodeError(`NameError: name '${name}' is not defined`);
  }

  #list(end: string): unknown[] {
    const values: unknown[] = [];
    while (!this.#take(end)) {
      values.push(this.expression());
      if (!this.#take(",") && !this.#peek(end)) throw new CodeError("SyntaxError: invalid syntax");
    }
    return values;
  }

  #dict(): Record<string, unknown> {
    const entries: [string, unknown][] = [];
    while (!this.#take("}")) {
      const key = String(this.expression());
      this.#need(":");
      entries.push([key, this.expression()]);
      if (!this.#take(",") && !this.#peek("}")) throw new CodeError("SyntaxError: invalid syntax");
    }
    return Object.fromEntries(entries);
  }

  #peek(value: string): boolean {
    const token = this.#tokens[this.#at];
    return token !== undefined && token.kind !== "text" && token.value === value;
  }

  #take(value: string): boolean {
    if (!this.#peek(value)) return false;
    this.#at += 1;
    return true;
  }

  #oneOf(...values: string[]): string | undefined {
    return values.find((value) => this.#take(value));
  }

  #need(value: string): void {
    if (!this.#take(value)) throw new CodeError("SyntaxError: invalid syntax");
  }

  #next(kind: Token["kind"]): string {
    const token = this.#tokens[this.#at];
    if (token?.kind !== kind) throw new CodeError("SyntaxError: invalid syntax");
    this.#at += 1;
    return token.value;
  }
}

/** What counts as true: not nothing, not zero, not empty. */
export function isTrue(value: unknown): boolean {
  if (Array.isArray(value)) return value.length > 0;
  if (typeof value === "object" && value !== null) return Object.keys(value).length > 0;
  return Boolean(value);
}

function member(value: unknown, key: unknown): unknown {
  if (value === null || value === undefined) {
    throw new CodeError("TypeError: 'NoneType' object is not subscriptable");
  }
  if (Array.isArray(value)) {
    const index = Number(key);
    if (!Number.isInteger(index) || index >= value.length) {
      throw new CodeError("IndexError: list index out of range");
    }
    return value.at(index) as unknown;
  }
  if (typeof value === "object") {
    const name = String(key);
    if (Object.hasOwn(value, name)) return (value as Record<string, unknown>)[name];
    throw new CodeError(`KeyError: '${name}'`);
  }
  throw new CodeError(`AttributeError: no attribute '${String(key)}'`);
}

function method(value: unknown, name: string, given: readonly unknown[]): unknown {
  if (typeof value === "string") {
    if (name === "upper") return value.toUpperCase();
    if (name === "lower") return value.toLowerCase();
    if (name === "strip") return value.trim();
    if (name === "isdigit") return /^\d+$/.test(value);
    if (name === "startswith") return value.startsWith(String(given[0]));
    if (name === "replace") return value.replaceAll(String(given[0]), String(given[1]));
  }
  if (name === "get" && typeof value === "object" && value !== null) {
    const key = String(given[0]);
    const found = Object.hasOwn(value, key) ? (value as Record<string, unknown>)[key] : undefined;
    return found ?? given[1] ?? null;
  }
  const target = value === null ? undefined : member(value, name);
  if (typeof target === "function") return (target as (...given: unknown[]) => unknown)(...given);
  throw new CodeError(`AttributeError: no attribute '${name}'`);
}

function contains(whole: unknown, part: unknown): boolean {
  if (Array.isArray(whole)) return whole.includes(part);
  if (typeof whole === "string") return whole.includes(String(part));
  return typeof whole === "object" && whole !== null && Object.hasOwn(whole, String(part));
}

function compare(sign: string, left: unknown, right: unknown): boolean {
  if (sign === "==") return left === right;
  if (sign === "!=") return left !== right;
  const ordered =
    (typeof left === "number" && typeof right === "number") ||
    (typeof left === "string" && typeof right === "string");
  if (!ordered) throw new CodeError(`TypeError: '${sign}' not supported between these values`);
  if (sign === "<") return left < right;
  if (sign === "<=") return left <= right;
  return sign === ">" ? left > right : left >= right;
}

function calculate(sign: string, left: unknown, right: unknown): unknown {
  if (sign === "+" && typeof left === "string" && typeof right === "string") return left + right;
  if (typeof left !== "number" || typeof right !== "number") {
    throw new CodeError(`TypeError: unsupported operand type(s) for ${sign}`);
  }
  if (sign === "+") return left + right;
  if (sign === "-") return left - right;
  if (sign === "*") return left * right;
  if (right === 0) throw new CodeError("ZeroDivisionError: division by zero");
  return sign === "/" ? left / right : left % right;
}
