import type { Permission } from "../access.ts";
import { permissionsOf } from "../access.ts";
import { text, type Row, type Value } from "../model.ts";
import type { Context } from "./dispatch.ts";
import type { Schema } from "./validate.ts";

/** A failure that the model shall read: `isError` with this text. */
export class ToolFailure extends Error {}

/** A tool of the endpoint. */
export interface Tool {
  name: string;
  title: string;
  description: string;
  inputSchema: Schema;
  annotations: Readonly<Record<string, boolean>>;
  /** Arguments are checked against the schema before. */
  run(context: Context, given: Readonly<Record<string, unknown>>): Value | Promise<Value>;
}

/** Hints of a tool that only looks. */
export const LOOKS: Readonly<Record<string, boolean>> = {
  readOnlyHint: true,
  destructiveHint: false,
  idempotentHint: true,
  openWorldHint: false,
};

/** Hints of a tool that changes or runs something. */
export const CHANGES: Readonly<Record<string, boolean>> = {
  readOnlyHint: false,
  destructiveHint: true,
  idempotentHint: false,
  openWorldHint: false,
};

/** How an integration is named in arguments. */
export const INTEGRATION: Schema = {
  type: ["string", "integer"],
  description: "Path name or id of the integration.",
};

/** The integration with this path name or id. Throws a ToolFailure that repeats the name. */
export function findIntegration({ state }: Context, given: unknown): Row {
  const table = state.store.table("integrations");
  const isId = typeof given === "number" || /^\d+$/.test(String(given));
  const found = isId ? table.get(Number(given)) : table.by("path_name", given)[0];
  if (found === undefined) {
    throw new ToolFailure(
      `Integration '${String(given)}' was not found. Use list_integrations to see all.`,
    );
  }
  return found;
}

/** Throws a ToolFailure that names the permission when the caller lacks it. */
export function need(context: Context, integration: Row, permission: Permission): void {
  if (permissionsOf(context.state, context.principal, integration)[permission]) return;
  throw new ToolFailure(
    `Permission denied: you need the '${permission}' permission on integration '${text(integration, "path_name")}'.`,
  );
}

/** The integration of an argument, for a caller who may do this with it. */
export function integrationFor(context: Context, given: unknown, permission: Permission): Row {
  const integration = findIntegration(context, given);
  need(context, integration, permission);
  return integration;
}
