// An invented vendor with a real loopback API, for tests of what every server does.
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { z } from "zod";
import {
  defineTool,
  defineVendor,
  id,
  item,
  message,
  page,
  path,
  view,
  type Vendor,
} from "../define/index.ts";

export interface AcmeApi {
  readonly url: string;
  readonly requests: string[];
  /** Answers the next requests in place of the API. */
  answer: ((request: IncomingMessage, response: ServerResponse) => boolean) | undefined;
  close(): Promise<void>;
}

/** Starts the API: 100 things, of which some can be changed and deleted. */
export async function startAcme(): Promise<AcmeApi> {
  const requests: string[] = [];
  const api: { -readonly [key in keyof AcmeApi]: AcmeApi[key] } = {
    url: "",
    requests,
    answer: undefined,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  const server = createServer((request, response) => {
    requests.push(`${request.method} ${request.url}`);
    if (api.answer?.(request, response) === true) return;
    const url = new URL(request.url ?? "/", "http://acme.example");
    const json = (value: unknown, status = 200): void => {
      response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(value));
    };
    const number = Number(url.pathname.split("/")[2]);
    if (url.pathname === "/things" && request.method === "GET") {
      const first = Number(url.searchParams.get("page") ?? 1) * 50 - 50;
      json({
        total: 100,
        things: Array.from({ length: 50 }, (_unused, index) => thing(first + index + 1)),
      });
    } else if (url.pathname === "/things") json(thing(101), 201);
    else if (number > 100 || Number.isNaN(number)) json({ reason: "no such thing" }, 404);
    else json(thing(number));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  api.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return api;
}

const thing = (number: number): { id: number; name: string } => ({
  id: number,
  name: `Thing ${number}`,
});
const things = view("things", "id", "name");

const tools = [
  defineTool({
    name: "acme_list_things",
    title: "List things",
    tier: "read",
    toolset: "core",
    description: "All things, in pages of fifty.",
    input: z.object({ page_number: z.int().min(1).default(1), slow: z.boolean().optional() }),
    paged: true,
    handler: async ({ input, client, progress }) => {
      progress(1, 2, "half way");
      const found = await client.get<{ total: number; things: Record<string, unknown>[] }>(
        path`/things`,
        {
          query: { page: input.page_number },
        },
      );
      progress(2, 2);
      const more =
        input.page_number * 50 < found.total
          ? { next: { page_number: input.page_number + 1 } }
          : {};
      return page({
        items: found.things,
        total: found.total,
        page: input.page_number,
        view: things,
        ...more,
      });
    },
  }),
  defineTool({
    name: "acme_get_thing",
    title: "Get thing",
    tier: "read",
    toolset: "core",
    description: "One thing by its id.",
    input: z.object({ thing_id: id("thing") }),
    aliases: ["acme_thing"],
    handler: async ({ input, client }) =>
      item(await client.get(path`/things/${input.thing_id}`), things),
  }),
  defineTool({
    name: "acme_create_thing",
    title: "Create thing",
    tier: "write",
    toolset: "core",
    description: "Makes a thing with a name.",
    input: z.object({ name: z.string().min(1) }),
    handler: async ({ input, client }) =>
      item(await client.post(path`/things`, { body: input, simulated: { id: 0 } }), things),
  }),
  defineTool({
    name: "acme_rename_thing",
    title: "Rename thing",
    tier: "write",
    toolset: "core",
    idempotent: true,
    description: "Gives a thing another name.",
    input: z.object({ thing_id: id("thing"), name: z.string().min(1) }),
    handler: async ({ input, client }) => {
      const at = path`/things/${input.thing_id}`;
      const before = await client.get<Record<string, unknown>>(at);
      await client.patch(at, {
        body: { name: input.name },
        before,
        after: { name: input.name },
        idempotent: true,
      });
      return message("Renamed.", { id: input.thing_id });
    },
  }),
  defineTool({
    name: "acme_delete_thing",
    title: "Delete thing",
    tier: "destructive",
    toolset: "core",
    description: "Deletes a thing for good.",
    input: z.object({ thing_id: id("thing") }),
    preview: async ({ input, client }) => {
      const found = await client.get<{ name: string }>(path`/things/${input.thing_id}`);
      return `Delete "${found.name}" (${input.thing_id})?`;
    },
    handler: async ({ input, client }) => {
      await client.delete(path`/things/${input.thing_id}`, { idempotent: true });
      return message("Deleted.", { id: input.thing_id });
    },
  }),
  defineTool({
    name: "acme_break",
    title: "Break",
    tier: "read",
    toolset: "rare",
    description: "Fails in a way nobody planned.",
    input: z.object({}),
    handler: async () => {
      throw new TypeError("secret-looking internals at /srv/app/file.ts:1");
    },
  }),
];

/** The vendor of these tests. */
export const acme: Vendor = defineVendor({
  id: "acme",
  title: "Acme",
  envPrefix: "ACME",
  homepage: "https://acme.example",
  settings: [
    {
      key: "acmeKey",
      env: "ACME_KEY",
      kind: "text",
      secret: true,
      group: "vendor",
      description: "Key",
    },
    { key: "acmeUrl", env: "ACME_URL", kind: "url", group: "vendor", description: "Address" },
  ],
  baseUrl: (settings) => String(settings["acmeUrl"] ?? "https://api.acme.example"),
  credential: {
    fields: { key: { setting: "acmeKey", header: "x-acme-key" } },
    headers: ({ key }) => ({ "x-key": key ?? "" }),
  },
  limits: { requests: 1000, windowSeconds: 60, concurrency: 8 },
  errors: ({ json }) => ({
    reasons: [{ text: String((json as { reason?: unknown } | undefined)?.reason ?? "") }],
  }),
  toolsets: {
    core: { title: "Core", description: "Things" },
    rare: { title: "Rare", description: "Odd ends" },
  },
  defaultToolsets: ["core"],
  presets: { one: { description: "A single tool", tools: ["acme_break"] } },
  instructions: "Things have numbers.",
  api: (client) => client,
  verify: async (client) => {
    await client.get(path`/things/${1}`);
  },
  load: async () => ({ tools }),
});
