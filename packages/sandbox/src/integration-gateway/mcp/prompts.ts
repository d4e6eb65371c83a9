import { text, object, type Value } from "../model.ts";
import type { Context } from "./dispatch.ts";
import { INVALID_PARAMS, ProtocolError } from "./messages.ts";

const PROMPTS: Readonly<Record<string, { title: string; description: string; words: string }>> = {
  explain_integration: {
    title: "Explain an integration",
    description: "Explains what an integration does, step by step.",
    words: "Read the integration {integration} and explain step by step what it does.",
  },
  investigate_failure: {
    title: "Investigate a failure",
    description: "Finds out why an integration failed last.",
    words:
      "Find the last failed run of {integration}, read its items, and name the cause and the place in the code.",
  },
};

const ARGUMENTS = [
  { name: "integration", description: "Path name of the integration.", required: true },
];

/** `prompts/list` */
export function listPrompts(): Value {
  const prompts = Object.entries(PROMPTS).map(([name, { title, description }]) => ({
    name,
    title,
    description,
    arguments: ARGUMENTS,
  }));
  return { prompts };
}

/** `prompts/get` */
export function getPrompt(_: Context, params: Readonly<Record<string, unknown>>): Value {
  const name = String(params["name"]);
  const prompt = Object.hasOwn(PROMPTS, name) ? PROMPTS[name] : undefined;
  if (prompt === undefined) throw new ProtocolError(INVALID_PARAMS, `Unknown prompt: ${name}`);
  const { integration } = object(params["arguments"]);
  if (typeof integration !== "string") {
    throw new ProtocolError(INVALID_PARAMS, "Missing required arguments: integration");
  }
  const words = prompt.words.replace("{integration}", () => integration);
  return {
    description: prompt.description,
    messages: [{ role: "user", content: { type: "text", text: words } }],
  };
}

/** `completion/complete`: path names for the argument of the prompts and of the template. */
export function complete({ state }: Context, params: Readonly<Record<string, unknown>>): Value {
  const start = String(object(params["argument"])["value"] ?? "");
  const values = state.store
    .table("integrations")
    .all()
    .map((row) => text(row, "path_name"))
    .filter((name) => name.startsWith(start));
  return { completion: { values: values.slice(0, 100), total: values.length, hasMore: false } };
}
