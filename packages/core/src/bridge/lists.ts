import { createHash } from "node:crypto";
import type { PlainRecord, RemoteEndpoint } from "../define/index.ts";
import type { Connection } from "./connection.ts";

/** What a remote server lists, as it lists it. */
export interface RemoteLists {
  readonly tools: readonly (PlainRecord & {
    readonly name: string;
    readonly inputSchema: PlainRecord;
  })[];
  readonly resources: readonly (PlainRecord & { readonly uri: string })[];
  readonly templates: readonly (PlainRecord & { readonly uriTemplate: string })[];
  readonly prompts: readonly (PlainRecord & { readonly name: string })[];
}

export const noLists: RemoteLists = { tools: [], resources: [], templates: [], prompts: [] };

const MOST_PAGES = 64;
const MOST_ENTRIES = 2000;
const LIST_SECONDS = 30;

/** Asks for every list that the server says it has. Entries that cannot be used are left out, with a word to `onOdd`. */
export async function fetchLists(
  connection: Connection,
  endpoint: RemoteEndpoint,
  signal: AbortSignal,
  onOdd: (what: string) => void,
): Promise<RemoteLists> {
  const has = await connection.capabilities(signal);
  const all = async (method: string, key: string): Promise<unknown[]> => {
    const found: unknown[] = [];
    let cursor: unknown;
    for (let page = 0; page < MOST_PAGES && found.length < MOST_ENTRIES; page += 1) {
      const result = await connection.request({
        method,
        params: cursor === undefined ? {} : { cursor },
        repeatable: true,
        seconds: LIST_SECONDS,
        signal,
      });
      if (Array.isArray(result[key])) found.push(...(result[key] as unknown[]));
      cursor = result["nextCursor"];
      if (typeof cursor !== "string" || cursor === "") break;
    }
    return found;
  };
  /** Some servers declare resources and refuse their templates; what a list refuses is empty. */
  const maybe = (method: string, key: string): Promise<unknown[]> =>
    all(method, key).catch((thrown: unknown) => {
      if (signal.aborted) throw thrown;
      onOdd(`${method} was refused`);
      return [];
    });
  const tools = has["tools"] === undefined ? [] : await all("tools/list", "tools");
  const [resources, templates] =
    has["resources"] === undefined
      ? [[], []]
      : [
          await maybe("resources/list", "resources"),
          await maybe("resources/templates/list", "resourceTemplates"),
        ];
  const prompts = has["prompts"] === undefined ? [] : await maybe("prompts/list", "prompts");
  return {
    tools: tools.filter((tool): tool is RemoteLists["tools"][number] => {
      const fit = isRecord(tool) && isName(tool["name"]) && isSchema(tool["inputSchema"]);
      if (!fit)
        onOdd(`the tool ${JSON.stringify(isRecord(tool) ? tool["name"] : tool)} is malformed`);
      return fit && !isIgnored(String(tool["name"]), endpoint.ignoredTools ?? []);
    }),
    resources: resources.filter(
      (entry): entry is RemoteLists["resources"][number] =>
        isRecord(entry) && typeof entry["uri"] === "string",
    ),
    templates: templates.filter(
      (entry): entry is RemoteLists["templates"][number] =>
        isRecord(entry) && typeof entry["uriTemplate"] === "string",
    ),
    prompts: prompts.filter(
      (entry): entry is RemoteLists["prompts"][number] => isRecord(entry) && isName(entry["name"]),
    ),
  };
}

const isRecord = (value: unknown): value is PlainRecord =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const isName = (value: unknown): boolean =>
  typeof value === "string" && /^[\w.:/-]{1,128}$/.test(value);

/** A client refuses a whole list for one tool whose schema is no schema of an object. */
const isSchema = (value: unknown): boolean => {
  if (!isRecord(value) || value["type"] !== "object") return false;
  const { properties, required } = value;
  return (
    (properties === undefined || isRecord(properties)) &&
    (required === undefined ||
      (Array.isArray(required) && required.every((name) => typeof name === "string")))
  );
};

/** `*` stands for any run of characters. */
export function isIgnored(name: string, patterns: readonly string[]): boolean {
  return patterns.some((pattern) =>
    new RegExp(
      `^${pattern
        .split("*")
        .map((part) => part.replace(/[.+?^${}()|[\]\\]/g, String.raw`\$&`))
        .join(".*")}$`,
      "i",
    ).test(name),
  );
}

/** Stands for what a tool says and takes; a change of it is worth a look. */
export function pinOf(tool: RemoteLists["tools"][number]): string {
  return createHash("sha256")
    .update(JSON.stringify([tool["description"], tool.inputSchema]))
    .digest("base64url")
    .slice(0, 22);
}
