import { object, type Value } from "../model.ts";
import type { State } from "../state.ts";
import { findTool } from "./catalogue.ts";
import type { Context } from "./dispatch.ts";
import { INVALID_PARAMS, ProtocolError } from "./messages.ts";
import { ToolFailure } from "./tool.ts";
import { mistakeIn } from "./validate.ts";

/** `tools/call` */
export async function callTool(
  context: Context,
  params: Readonly<Record<string, unknown>>,
): Promise<Value> {
  const name = String(params["name"]);
  const tool = findTool(context.state, name);
  if (tool === undefined) throw new ProtocolError(INVALID_PARAMS, `Unknown tool: ${name}`);
  const given = params["arguments"] === undefined ? {} : params["arguments"];
  const mistake = mistakeIn(tool.inputSchema, given);
  if (mistake !== undefined) return failure(`Input validation error: ${mistake}`);
  const { scopes } = context.principal;
  if (
    scopes !== undefined &&
    tool.annotations["readOnlyHint"] !== true &&
    !scopes.includes("write")
  ) {
    return failure("Permission denied: the access token lacks the scope 'write'.");
  }
  const token = object(params["_meta"])["progressToken"];
  const progress = (done: number, total: number, message: string): void => {
    if (typeof token !== "string" && typeof token !== "number") return;
    context.channel.notify("notifications/progress", {
      progressToken: token,
      progress: done,
      total,
      message,
    });
  };
  try {
    return success(context.state, await tool.run({ ...context, progress }, object(given)));
  } catch (error) {
    if (error instanceof ToolFailure) return failure(error.message);
    throw error;
  }
}

function success({ switches }: State, value: Value): Value {
  const isStructured =
    switches.structuredContent === "present" && typeof value === "object" && !Array.isArray(value);
  return {
    content: [{ type: "text", text: JSON.stringify(value) }],
    ...(isStructured ? { structuredContent: value } : {}),
    isError: false,
  };
}

function failure(message: string): Value {
  return { content: [{ type: "text", text: message }], isError: true };
}
