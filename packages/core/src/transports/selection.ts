import type { IncomingHttpHeaders } from "node:http";
import { selectableNames, type AnyVendor } from "../define/index.ts";

/** What a caller asks to see, within what the operator allows. */
export interface Selection {
  /** Toolsets and presets by name, or `all` and `default`. */
  readonly toolsets?: readonly string[];
  /** Only tools that read. A caller can switch this on, never off. */
  readonly readOnly?: boolean;
  /** What results carry. */
  readonly results?: "text" | "structured" | "both";
}

/** Nothing asked for: the operator's choice stands. */
export const noSelection: Selection = Object.freeze({});

/** A selection that cannot be read; its message lists what is known. */
export class SelectionError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "SelectionError";
  }
}

export const selectionHeaders: readonly string[] = [
  "x-mcp-toolsets",
  "x-mcp-readonly",
  "x-mcp-results",
];

const LONGEST_SELECTION = 2048;
const yes = new Set(["1", "true", "yes", "on", ""]);
const no = new Set(["0", "false", "no", "off"]);

function readSwitch(name: string, value: string | undefined): boolean {
  if (value === undefined) return false;
  const word = value.trim().toLowerCase();
  if (yes.has(word)) return true;
  if (no.has(word)) return false;
  throw new SelectionError(`${name} is 1 or 0.`);
}

function readResults(name: string, value: string | undefined): Selection["results"] {
  const word = value?.trim().toLowerCase();
  if (word === undefined || word === "") return undefined;
  if (word === "text" || word === "structured" || word === "both") return word;
  throw new SelectionError(`${name} is text, structured or both.`);
}

type Selectable = Pick<AnyVendor, "toolsets" | "presets" | "toolsetHeaders">;

function readToolsets(
  vendor: Selectable,
  name: string,
  value: string | undefined,
  lenient = false,
): readonly string[] | undefined {
  const names = (value ?? "")
    .split(",")
    .map((entry) => entry.trim().toLowerCase())
    .filter((entry) => entry !== "");
  if (names.length === 0) return undefined;
  const known = new Set(selectableNames(vendor));
  const unknown = names.filter((entry) => !known.has(entry));
  if (lenient) {
    const valid = names.filter((entry) => known.has(entry));
    return valid.length === 0 ? undefined : [...new Set(valid)];
  }
  if (unknown.length > 0) {
    throw new SelectionError(
      `${name} names no toolset of this server: ${unknown.join(", ").slice(0, 100)}. Known are ${[...known].join(", ")}.`,
    );
  }
  return [...new Set(names)];
}

/**
 * The selection of one HTTP request: headers before query parameters, except that either can ask for reading only.
 * Throws SelectionError with the known names.
 */
export function readSelection(
  vendor: Selectable,
  headers: IncomingHttpHeaders,
  url: string,
): Selection {
  const mark = url.indexOf("?");
  const older = vendor.toolsetHeaders ?? [];
  const asked = [...selectionHeaders, ...older].some((header) => headers[header] !== undefined);
  if (!asked && mark === -1) return noSelection;
  if (url.length > LONGEST_SELECTION) throw new SelectionError("The address is too long.");
  const query = new URLSearchParams(mark === -1 ? "" : url.slice(mark + 1));
  const parameter = (name: string): string | undefined => {
    const values = query.getAll(name);
    return values.length === 0 ? undefined : values.join(",");
  };
  const header = (name: string): string | undefined => {
    const value = headers[name];
    return value === undefined ? undefined : String(value);
  };

  const toolsets =
    readToolsets(vendor, "x-mcp-toolsets", header("x-mcp-toolsets")) ??
    readToolsets(vendor, "?toolsets", parameter("toolsets")) ??
    older
      .map((name) => readToolsets(vendor, name, header(name), true))
      .find((names) => names !== undefined);
  const readOnly =
    readSwitch("x-mcp-readonly", header("x-mcp-readonly")) ||
    readSwitch("?readonly", parameter("readonly"));
  const results =
    readResults("x-mcp-results", header("x-mcp-results")) ??
    readResults("?results", parameter("results"));
  return Object.freeze({
    ...(toolsets === undefined ? {} : { toolsets }),
    ...(readOnly ? { readOnly } : {}),
    ...(results === undefined ? {} : { results }),
  });
}
