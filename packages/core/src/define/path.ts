import { PsaError } from "../errors/index.ts";

declare const apiPathBrand: unique symbol;

/** A path inside a vendor's API, built by `path`; a plain string is not one. */
export type ApiPath = string & { readonly [apiPathBrand]: true };

/** Separators and dot segments that some servers read back out of an encoded segment. */
const HOSTILE = /^\.{1,2}$|[/\\?#%\u0000-\u001f\u007f]/;

/**
 * Builds a vendor path: `` path`/documents/${id}` ``. Every inserted value becomes exactly one encoded segment;
 * empty values, dot segments, slashes, percent signs and control characters are refused (`invalid_arguments`).
 * To build on another path use `joinPaths`: a path inserted here would be more than one segment, and is refused.
 */
export function path(
  parts: TemplateStringsArray,
  ...values: readonly (string | number)[]
): ApiPath {
  let built = parts[0] ?? "";
  values.forEach((value, index) => {
    built += segment(value) + (parts[index + 1] ?? "");
  });
  return built as ApiPath;
}

/** One value as one path segment. */
export function segment(value: string | number): string {
  const text = typeof value === "number" ? numeral(value) : value;
  if (text === "" || text.length > 200 || HOSTILE.test(text)) {
    throw new PsaError("invalid_arguments", "A value cannot be used as part of an address.", {
      advice: "Give a plain id without slashes, dots or percent signs.",
    });
  }
  return encodeURIComponent(text);
}

function numeral(value: number): string {
  if (!Number.isSafeInteger(value)) {
    throw new PsaError("invalid_arguments", "An id must be a whole number.");
  }
  return String(value);
}

/** Joins paths that were each built by `path`. */
export function joinPaths(...paths: readonly ApiPath[]): ApiPath {
  return paths.join("") as ApiPath;
}
