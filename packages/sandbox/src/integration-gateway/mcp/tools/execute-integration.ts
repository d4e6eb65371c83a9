import { plainInput, runIntegration } from "../../engine/run.ts";
import { flag, object, text, type Row, type Value } from "../../model.ts";
import type { Context } from "../dispatch.ts";
import { executionResult } from "../execution.ts";
import { CHANGES, INTEGRATION, integrationFor, ToolFailure, type Tool } from "../tool.ts";
import { registerTool } from "../user-tools.ts";

export const executeIntegration: Tool = {
  name: "execute_integration",
  title: "Execute integration",
  description:
    "Runs an integration with a payload and returns its output. With tool_definition, an integration that has no MCP tool yet gets one, which clients see when they list the tools again.",
  inputSchema: {
    type: "object",
    properties: {
      integration: INTEGRATION,
      payload: { description: "What the integration gets as input.payload." },
      tool_definition: {
        type: "object",
        description: "Registers the integration as a tool of its own.",
        properties: {
          name: { type: "string" },
          description: { type: "string" },
          input_schema: { type: "object" },
        },
        required: ["name", "description", "input_schema"],
        additionalProperties: false,
      },
    },
    required: ["integration"],
    additionalProperties: false,
  },
  annotations: CHANGES,
  async run(context, given) {
    const { state, principal } = context;
    const integration = integrationFor(context, given["integration"], "execute");
    if (!flag(integration, "active")) {
      throw new ToolFailure(`Integration '${text(integration, "path_name")}' is not active.`);
    }
    const asked = await askClient(context, integration);
    const input = plainInput(given["payload"] ?? null, principal.username);
    const outcome = await runIntegration(state, integration, input, principal, context);
    const name = text(integration, "path_name");
    log(context, `${name} ended with ${outcome.success ? "success" : "failure"}`);
    const definition = given["tool_definition"];
    if (definition === undefined) return { ...executionResult(outcome), ...asked };
    const isNew = registerTool(context, integration, definition);
    return { ...executionResult(outcome), ...asked, tool_registered: isNew };
  },
};

/** Tells a client that wants to hear everything. */
function log({ channel, session }: Context, data: string): void {
  if (session?.logLevel !== "debug" && session?.logLevel !== "info") return;
  channel.notify("notifications/message", { level: "info", logger: "engine", data });
}

/** Asks the client in the middle of the call, where the profile says so. */
async function askClient(context: Context, integration: Row): Promise<Record<string, Value>> {
  const { state, channel, signal } = context;
  const name = text(integration, "path_name");
  switch (state.switches.serverRequests) {
    case "none":
      return {};
    case "sampling": {
      const answer = await channel.ask(
        "sampling/createMessage",
        {
          messages: [
            { role: "user", content: { type: "text", text: `Summarise a run of ${name}.` } },
          ],
          maxTokens: 200,
        },
        signal,
      );
      return { sampling: answer as Value };
    }
    case "elicitation": {
      if (context.session?.capabilities["elicitation"] === undefined) return {};
      const answer = await channel.ask(
        "elicitation/create",
        {
          message: `Run ${name} on ${state.environment}?`,
          requestedSchema: {
            type: "object",
            properties: { reason: { type: "string", description: "Why it is run." } },
          },
        },
        signal,
      );
      const action = object(answer.result)["action"];
      if (action === "decline" || action === "cancel")
        throw new ToolFailure("You did not confirm.");
      return { elicitation: answer as Value };
    }
  }
}
