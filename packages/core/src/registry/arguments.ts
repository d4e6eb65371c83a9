import type { z } from "zod";
import { PsaError } from "../errors/index.ts";
import type { CompiledTool } from "./tool.ts";
import { nearest } from "./nearest.ts";

/** The arguments core itself reads, split from those of the tool. */
export interface CheckedArguments {
  readonly input: Record<string, unknown>;
  readonly dryRun: boolean;
  readonly confirm?: string;
  readonly responseFormat?: "markdown" | "json";
  readonly idempotencyKey?: string;
  /** Where a cut answer of a remote tool goes on. */
  readonly cursor?: string;
}

/** Enough to correct a call by. */
const MOST_MISTAKES = 8;

function spoken(issue: z.core.$ZodIssue, tool: CompiledTool): string {
  const where =
    issue.path.length === 0 ? "" : `${issue.path.map(String).join(".").slice(0, 120)}: `;
  if (issue.code === "unrecognized_keys") {
    return issue.keys
      .slice(0, MOST_MISTAKES)
      .map((key) => {
        const meant = issue.path.length === 0 ? nearest(key, tool.argumentNames) : undefined;
        return `${where}there is no argument "${key.slice(0, 60)}"${meant === undefined ? "" : `; did you mean "${meant}"?`}`;
      })
      .join("; ");
  }
  if (
    (issue.code === "invalid_type" || issue.code === "invalid_union") &&
    issue.input === undefined
  )
    return `${where}is required`;
  if (issue.code === "invalid_value")
    return `${where}must be one of ${issue.values.map((value) => JSON.stringify(value)).join(", ")}`;
  if (issue.code === "invalid_union" && isId(issue, tool)) {
    return `${where}must be a positive whole number, or its digits as a string`;
  }
  const text = issue.message.replace(/^Invalid input: /, "").replace(/^Too (small|big): /, "");
  return `${where}${text}`;
}

function isId(issue: z.core.$ZodIssue, tool: CompiledTool): boolean {
  const properties = tool.listing.inputSchema["properties"] as
    | Record<string, { type?: unknown; items?: { type?: unknown } }>
    | undefined;
  let schema: { type?: unknown; items?: { type?: unknown } } | undefined =
    properties?.[String(issue.path[0])];
  if (issue.path.length > 1) schema = schema?.items;
  return schema?.type === "integer";
}

/**
 * Checks a call's arguments against the tool's closed schema. Throws `invalid_arguments` that names every mistake and,
 * for an unknown argument, the likely one.
 */
export function checkArguments(tool: CompiledTool, given: unknown): CheckedArguments {
  if (tool.tool.raw !== undefined) return rawArguments(tool, given as Record<string, unknown>);
  const parsed = tool.schema.safeParse(given ?? {}, { reportInput: true });
  if (!parsed.success) {
    const mistakes = parsed.error.issues
      .slice(0, MOST_MISTAKES)
      .map((issue) => spoken(issue, tool));
    throw new PsaError("invalid_arguments", `${tool.facts.name}: ${mistakes.join("; ")}.`, {
      advice: `Arguments of ${tool.facts.name}: ${argumentSummary(tool)}.`,
    });
  }
  const {
    dry_run,
    confirm: confirmed,
    response_format,
    idempotency_key,
    cursor: _cursor,
    ...input
  } = parsed.data;
  // A tool may have an argument of its own under a word that core uses for others.
  const confirm = takesConfirm(tool) ? confirmed : undefined;
  for (const word of ["confirm", "cursor"] as const) {
    if (word === "confirm" && takesConfirm(tool)) continue;
    if (Object.hasOwn(tool.tool.input.shape, word) && parsed.data[word] !== undefined)
      input[word] = parsed.data[word];
  }
  return {
    input,
    dryRun: dry_run === true,
    ...(typeof confirm === "string" ? { confirm } : {}),
    ...(response_format === "json" || response_format === "markdown"
      ? { responseFormat: response_format }
      : {}),
    ...(typeof idempotency_key === "string" ? { idempotencyKey: idempotency_key } : {}),
  };
}

/**
 * Arguments of a remote server's tool: that server checks them itself. What core adds is taken out, unless the tool has
 * an argument of that name.
 */
function rawArguments(tool: CompiledTool, given: Record<string, unknown>): CheckedArguments {
  const input = { ...given };
  const take = (name: string): unknown => {
    if (tool.argumentNames.includes(name)) return undefined;
    const value = input[name];
    delete input[name];
    return value;
  };
  const dryRun = take("dry_run") === true;
  const confirm = take("confirm");
  const cursor = take("cursor");
  return {
    input,
    dryRun,
    ...(typeof confirm === "string" ? { confirm } : {}),
    ...(typeof cursor === "string" ? { cursor } : {}),
  };
}
/** Writes can always be asked to be confirmed; reads never are. */
const takesConfirm = (tool: CompiledTool): boolean => tool.writes || tool.asksFirst;

function argumentSummary(tool: CompiledTool): string {
  const required = new Set(
    (tool.listing.inputSchema["required"] as readonly string[] | undefined) ?? [],
  );
  const names = Object.keys((tool.listing.inputSchema["properties"] as object | undefined) ?? {});
  return names.map((name) => (required.has(name) ? name : `${name}?`)).join(", ") || "none";
}
