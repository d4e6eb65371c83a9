import { badCondition } from "../errors.ts";
import type { Json } from "../model.ts";
import { LITERAL_ADVICE } from "./lexer.ts";
import { WORD_OF, type Comparison, type Literal } from "./parser.ts";

/** What a name in a condition stands for. */
export interface Target {
  kind: "text" | "number" | "flag" | "date" | "choice" | "reference" | "any";
  choices?: readonly string[];
  get(record: unknown): Json;
}

/** A question that a record answers with yes or no. */
export type Predicate = (record: unknown) => boolean;

/** Makes a predicate of a comparison. Throws a 400 for a literal that does not fit the name. */
export function compileComparison(
  comparison: Comparison,
  target: Target,
  dayOnly: boolean,
): Predicate {
  for (const value of comparison.values) checkLiteral(value, target);
  const { operator, negated, values } = comparison;
  if (operator === "in") {
    const tests = values.map((value) => compare("=", value, target.kind, dayOnly));
    return (record) => {
      const value = target.get(record);
      if (missing(value)) return false;
      return tests.some((test) => answers(value, test)) !== negated;
    };
  }
  const [first] = values;
  if (!first) return () => false;
  if (first.kind === "null") {
    if (operator !== "=" && operator !== "!=") {
      throw badCondition(`null can only be compared with = and !=, not with ${operator}.`);
    }
    return (record) => missing(target.get(record)) === (operator === "=");
  }
  const test = compare(operator, first, target.kind, dayOnly);
  return (record) => {
    let value = target.get(record);
    // A flag that was never set counts as false, as a database column with a default does.
    if (target.kind === "flag" && missing(value)) value = false;
    // As in SQL, nothing is neither equal nor unequal to a value.
    if (missing(value)) return false;
    return answers(value, test) !== negated;
  };
}

/** A name that stands for several values is answered by any of them. */
function answers(value: Json, test: Test): boolean {
  return Array.isArray(value) ? value.some((one) => test(one)) : test(value);
}

function missing(value: Json): boolean {
  return value === undefined || value === null || value === "";
}

function checkLiteral(value: Literal, target: Target): void {
  if (value.kind === "null" || target.kind === "any") return;
  if (target.kind === "choice") {
    if (value.kind !== "text") throw wrongLiteral("string", value);
    const given = value.value.toLowerCase();
    if (!/[*%]/.test(given) && !target.choices?.some((choice) => choice.toLowerCase() === given)) {
      throw badCondition("Enum value supplied was invalid");
    }
    return;
  }
  if (target.kind === "reference") {
    throw badCondition("A reference can only be compared with null; name one of its properties.");
  }
  if (value.kind !== target.kind) throw wrongLiteral(WORD_OF[target.kind], value);
}

function wrongLiteral(wanted: string, value: Literal): Error {
  return badCondition(
    `Expected a ${wanted} value, not a ${WORD_OF[value.kind]}. ${LITERAL_ADVICE}`,
  );
}

type Test = (value: Json) => boolean;

function compare(
  operator: Comparison["operator"],
  literal: Literal,
  kind: Target["kind"],
  dayOnly: boolean,
): Test {
  if (literal.kind === "date") {
    const wanted = moment(literal.value, dayOnly);
    return ordered(operator, (value) => Date.parse(String(value)) - wanted);
  }
  if (literal.kind === "number") {
    const wanted = literal.value;
    return ordered(operator, (value) => Number(value) - wanted);
  }
  if (literal.kind === "flag") {
    const wanted = literal.value;
    const truth = (value: Json): boolean => value === true || value === "true";
    if (operator === "!=") return (value) => truth(value) !== wanted;
    if (operator === "=") return (value) => truth(value) === wanted;
    throw badCondition(`A boolean can only be compared with = and !=, not with ${operator}.`);
  }
  const wanted = literal.kind === "text" ? literal.value.toLowerCase() : "";
  const lower = (value: Json): string =>
    (typeof value === "object" ? JSON.stringify(value) : String(value)).toLowerCase();
  if (operator === "contains") {
    const inner = pattern(`*${wanted}*`, /[*]/);
    return (value) => inner.test(lower(value));
  }
  if (operator === "like") {
    const like = pattern(wanted, /[*%]/);
    return (value) => like.test(lower(value));
  }
  if (wanted.includes("*") && kind !== "choice") {
    const wild = pattern(wanted, /[*]/);
    if (operator === "=") return (value) => wild.test(lower(value));
    if (operator === "!=") return (value) => !wild.test(lower(value));
  }
  return ordered(operator, (value) => {
    const given = lower(value);
    if (given === wanted) return 0;
    return given < wanted ? -1 : 1;
  });
}

function ordered(operator: Comparison["operator"], difference: (value: Json) => number): Test {
  switch (operator) {
    case "=":
      return (value) => difference(value) === 0;
    case "!=":
      return (value) => difference(value) !== 0;
    case "<":
      return (value) => difference(value) < 0;
    case "<=":
      return (value) => difference(value) <= 0;
    case ">":
      return (value) => difference(value) > 0;
    default:
      return (value) => difference(value) >= 0;
  }
}

/** A pattern in which every sign of `wild` stands for any text. */
function pattern(source: string, wild: RegExp): RegExp {
  const parts = source.split(wild).map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&"));
  return new RegExp(`^${parts.join("[^]*")}$`);
}

const DATE = /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?$/i;

/** The moment of a date literal; without a zone it is UTC. */
function moment(source: string, dayOnly: boolean): number {
  const trimmed = source.trim();
  if (!DATE.test(trimmed)) throw badDate();
  const cut = dayOnly ? trimmed.slice(0, 10) : trimmed;
  const zoned = cut.length === 10 || /(?:Z|[+-]\d{2}:?\d{2})$/i.test(cut) ? cut : `${cut}Z`;
  const value = Date.parse(zoned.toUpperCase());
  if (Number.isNaN(value)) throw badDate();
  return value;
}

function badDate(): Error {
  return badCondition("String was not recognized as a valid DateTime.");
}
