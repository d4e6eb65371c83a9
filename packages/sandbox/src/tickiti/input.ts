import { invalid, type FieldErrors } from "./errors.ts";
import { isFields, type Fields, type Json } from "./model.ts";

/** How long a text may be, and whether it must be there. */
export interface TextRule {
  required?: boolean;
  max?: number;
  oneOf?: readonly string[];
}

/**
 * Reads a body field by field and collects what is wrong with it. `done` throws everything at once.
 * Numbers and flags may come as texts, as from a form.
 */
export class Input {
  readonly #fields: Fields;
  readonly #prefix: string;
  readonly #errors: FieldErrors;

  constructor(fields: Fields, prefix = "", errors: FieldErrors = {}) {
    this.#fields = fields;
    this.#prefix = prefix;
    this.#errors = errors;
  }

  has(name: string): boolean {
    const value = this.#fields[name];
    return value !== undefined && value !== null && value !== "";
  }

  raw(name: string): Json {
    return this.#fields[name];
  }

  fail(name: string, message: string): void {
    const key = this.#prefix + name;
    (this.#errors[key] ??= []).push(message);
  }

  text(name: string, rule: TextRule = {}): string {
    if (!this.#present(name, rule.required === true)) return "";
    const value = this.#fields[name];
    if (typeof value !== "string") {
      this.fail(name, `The ${label(name)} field must be a string.`);
      return "";
    }
    const max = rule.max ?? 255;
    if (value.length > max) {
      this.fail(name, `The ${label(name)} field must not be greater than ${max} characters.`);
    }
    if (rule.oneOf && !rule.oneOf.includes(value)) {
      this.fail(name, `The selected ${label(name)} is invalid.`);
    }
    return value;
  }

  email(name: string, required = true): string {
    const value = this.text(name, { required });
    if (value !== "" && !/^[^\s@<>"]+@[^\s@<>"]+\.[^\s@<>".]+$/.test(value)) {
      this.fail(name, `The ${label(name)} field must be a valid email address.`);
    }
    return value.toLowerCase();
  }

  /** A whole number, or undefined when it is missing and may be. */
  integer(
    name: string,
    rule: { required?: boolean; min?: number; max?: number } = {},
  ): number | undefined {
    if (!this.#present(name, rule.required === true)) return undefined;
    const value = wholeNumber(this.#fields[name]);
    if (value === undefined) {
      this.fail(name, `The ${label(name)} field must be an integer.`);
      return undefined;
    }
    if (rule.min !== undefined && value < rule.min) {
      this.fail(name, `The ${label(name)} field must be at least ${rule.min}.`);
    }
    if (rule.max !== undefined && value > rule.max) {
      this.fail(name, `The ${label(name)} field must not be greater than ${rule.max}.`);
    }
    return value;
  }

  /** The id of a record; 0 when it is missing, which `done` reports. */
  id(name: string): number {
    return this.integer(name, { required: true }) ?? 0;
  }

  flag(name: string, required = false): boolean | undefined {
    if (!this.#present(name, required)) return undefined;
    const value = this.#fields[name];
    if (value === true || value === 1 || value === "1") return true;
    if (value === false || value === 0 || value === "0") return false;
    this.fail(name, `The ${label(name)} field must be true or false.`);
    return undefined;
  }

  /** A day `YYYY-MM-DD` that exists. */
  day(name: string, required = false): string {
    const value = this.text(name, { required });
    if (value !== "" && !isDay(value)) {
      this.fail(name, `The ${label(name)} field must match the format Y-m-d.`);
      return "";
    }
    return value;
  }

  list(name: string, required = false): Json[] {
    const value = this.#fields[name];
    if (value === undefined || value === null) {
      if (required) this.fail(name, `The ${label(name)} field is required.`);
      return [];
    }
    if (!Array.isArray(value)) {
      this.fail(name, `The ${label(name)} field must be an array.`);
      return [];
    }
    return value;
  }

  integers(name: string, required = false): number[] {
    const numbers = this.list(name, required).map((entry, index) => {
      const value = wholeNumber(entry);
      if (value === undefined)
        this.fail(`${name}.${index}`, `The ${name}.${index} field must be an integer.`);
      return value;
    });
    return numbers.filter((value) => value !== undefined);
  }

  texts(name: string): string[] {
    const texts = this.list(name).map((entry, index) => {
      if (typeof entry === "string" || typeof entry === "number") return String(entry);
      this.fail(`${name}.${index}`, `The ${name}.${index} field must be a string.`);
      return undefined;
    });
    return texts.filter((value) => value !== undefined);
  }

  /** An object inside the body, whose mistakes are reported with its name in front. */
  object(name: string, required = false): Input {
    const value = this.#fields[name];
    if (value === undefined || value === null) {
      if (required) this.fail(name, `The ${label(name)} field is required.`);
    } else if (!isFields(value) && !(Array.isArray(value) && value.length === 0)) {
      this.fail(name, `The ${label(name)} field must be an array.`);
    }
    return new Input(isFields(value) ? value : {}, `${this.#prefix}${name}.`, this.#errors);
  }

  /** Throws a 422 with every mistake that was found. */
  done(): void {
    if (Object.keys(this.#errors).length > 0) throw invalid(this.#errors);
  }

  #present(name: string, required: boolean): boolean {
    if (this.has(name)) return true;
    if (required) this.fail(name, `The ${label(name)} field is required.`);
    return false;
  }
}

/** A whole number, also as a text. */
export function wholeNumber(value: Json): number | undefined {
  if (typeof value === "number") return Number.isSafeInteger(value) ? value : undefined;
  return typeof value === "string" && /^-?\d{1,15}$/.test(value) ? Number(value) : undefined;
}

/** True for `YYYY-MM-DD` of a day that exists. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

function label(name: string): string {
  return name.replaceAll("_", " ");
}
