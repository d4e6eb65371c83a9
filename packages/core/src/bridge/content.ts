import { z } from "zod";
import type {
  AnyPrompt,
  AnyResource,
  AnyTool,
  PlainRecord,
  RawResult,
  ReadContext,
  RemoteServer,
  ToolContext,
  VendorContent,
} from "../define/index.ts";
import type { CarriedRequest, CarryContext } from "./carry.ts";
import type { RemoteLists } from "./lists.ts";

/** What the content of one remote server calls back for. */
export interface ContentActions {
  /** Carries a request through for the caller of this context. */
  carry(request: CarriedRequest, context: CarryContext): Promise<PlainRecord>;
  /** Carries a tool call through and cuts what is too long. */
  callTool(
    tool: string,
    hasOutputSchema: boolean,
    context: ToolContext<PlainRecord, unknown>,
  ): Promise<PlainRecord>;
}

const ANYTHING = z.looseObject({});
const READ_SECONDS = 60;
const text = (value: unknown, otherwise: string): string =>
  typeof value === "string" && value !== "" ? value : otherwise;

/** A remote server's lists as content of ours: listed unchanged, called through. */
export function contentOf(
  server: RemoteServer,
  lists: RemoteLists,
  actions: ContentActions,
): VendorContent {
  return {
    tools: lists.tools.map((tool) => toolOf(server, tool, actions)),
    resources: [
      ...lists.resources.map((entry) => resourceOf(server, entry.uri, entry, actions)),
      ...lists.templates.map((entry) => resourceOf(server, entry.uriTemplate, entry, actions)),
      // Addresses that answers point to need not be listed.
      ...(lists.resources.length + lists.templates.length === 0
        ? []
        : [resourceOf(server, `${server.id}:*`, null, actions)]),
    ],
    prompts: lists.prompts.map((prompt) => promptOf(server, prompt, actions)),
  };
}

function toolOf(
  server: RemoteServer,
  tool: RemoteLists["tools"][number],
  actions: ContentActions,
): AnyTool {
  const name = `${server.prefix ?? ""}${tool.name}`;
  const title = text(tool["title"], tool.name);
  const { tier, highest, toolset, role, requires } = server.policy(tool.name);
  return {
    name,
    title,
    tier: highest ?? tier,
    toolset,
    description: text(tool["description"], title),
    input: ANYTHING,
    ...(role === undefined ? {} : { role }),
    ...(requires === undefined ? {} : { requires }),
    calls: {
      least: tier,
      tierOf: (given: PlainRecord) => server.policy(tool.name, given).tier,
      demandsOf(given: PlainRecord) {
        const { role: callRole, requires: needs, target } = server.policy(tool.name, given);
        return { role: callRole, requires: needs, target };
      },
    },
    raw: name === tool.name ? tool : { ...tool, name },
    preview: async ({ input }) => `${title} at ${server.title}: ${JSON.stringify(input)}`,
    handler: async (context): Promise<RawResult> => ({
      kind: "raw",
      value: await actions.callTool(
        tool.name,
        tool["outputSchema"] !== undefined,
        context as never,
      ),
    }),
  };
}

function resourceOf(
  server: RemoteServer,
  uri: string,
  raw: PlainRecord | null,
  actions: ContentActions,
): AnyResource {
  const name = text(raw?.["name"], server.id);
  const read = (method: string, params: PlainRecord): CarriedRequest => ({
    method,
    params,
    repeatable: true,
    seconds: READ_SECONDS,
  });
  return {
    uri,
    name,
    title: text(raw?.["title"], name),
    description: text(raw?.["description"], ""),
    mimeType: text(raw?.["mimeType"], "text/plain"),
    toolset: server.toolset,
    raw,
    complete: async (variable, typed, context) =>
      suggestions(
        await actions.carry(
          read("completion/complete", {
            ref: { type: "ref/resource", uri },
            argument: { name: variable, value: typed },
            context: { arguments: context.input },
          }),
          context as CarryContext,
        ),
      ),
    read: async (context: ReadContext<unknown>): Promise<RawResult> => ({
      kind: "raw",
      value: await actions.carry(
        read("resources/read", { uri: context.input["uri"] ?? uri }),
        context,
      ),
    }),
  };
}

function promptOf(
  server: RemoteServer,
  prompt: RemoteLists["prompts"][number],
  actions: ContentActions,
): AnyPrompt {
  const name = `${server.prefix ?? ""}${prompt.name}`;
  const request = (method: string, params: PlainRecord): CarriedRequest => ({
    method,
    params,
    repeatable: true,
    seconds: READ_SECONDS,
  });
  return {
    name,
    title: text(prompt["title"], prompt.name),
    description: text(prompt["description"], ""),
    toolset: server.toolset,
    raw: name === prompt.name ? prompt : { ...prompt, name },
    arguments: [],
    complete: async (argument, typed, context) =>
      suggestions(
        await actions.carry(
          request("completion/complete", {
            ref: { type: "ref/prompt", name: prompt.name },
            argument: { name: argument, value: typed },
            context: { arguments: context.input },
          }),
          context as CarryContext,
        ),
      ),
    render: async (context): Promise<RawResult> => ({
      kind: "raw",
      value: await actions.carry(
        request("prompts/get", { name: prompt.name, arguments: context.input }),
        context,
      ),
    }),
  };
}

function suggestions(result: PlainRecord): readonly string[] {
  const values = (result["completion"] as { values?: unknown } | undefined)?.values;
  return Array.isArray(values) ? values.map(String) : [];
}
