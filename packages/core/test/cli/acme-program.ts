// A complete program of an invented vendor, as an app would write it.
import type { AddressInfo } from "node:net";
import { defineTool, defineVendor, id, item, page, path, view, z } from "@psa-mcp/core";
import type { Program, ProgramSandbox } from "@psa-mcp/core/cli";

const notes = view("notes", "id", "name");

const tools = [
  defineTool({
    name: "acme_list_notes",
    title: "List notes",
    tier: "read",
    toolset: "notes",
    description: "Lists notes. Use acme_get_note to read one.",
    input: z.object({}),
    async handler({ client }) {
      return page({
        items: await client.get<Record<string, unknown>[]>(path`/notes`),
        view: notes,
      });
    },
  }),
  defineTool({
    name: "acme_get_note",
    title: "Get note",
    tier: "read",
    toolset: "notes",
    description: "Gets one note.",
    input: z.object({ note_id: id("note") }),
    async handler({ client, input }) {
      return item(await client.get<Record<string, unknown>>(path`/notes/${input.note_id}`), notes);
    },
  }),
  defineTool({
    name: "acme_slow_note",
    title: "Slow note",
    tier: "read",
    toolset: "notes",
    description: "Gets a note that takes half a second.",
    input: z.object({}),
    async handler({ client }) {
      return item(await client.get<Record<string, unknown>>(path`/slow`), notes);
    },
  }),
  defineTool({
    name: "acme_delete_note",
    title: "Delete note",
    tier: "destructive",
    toolset: "more",
    description: "Deletes a note for good.",
    input: z.object({ note_id: id("note") }),
    async handler({ client, input }) {
      await client.delete(path`/notes/${input.note_id}`);
      return item({ id: input.note_id }, notes);
    },
  }),
];

const vendor = defineVendor({
  id: "acme",
  title: "Acme Notes",
  envPrefix: "ACME",
  homepage: "https://acme.example/docs",
  settings: [
    {
      key: "apiKey",
      env: "ACME_API_KEY",
      kind: "text",
      secret: true,
      description: "API key.",
      group: "vendor",
    },
    {
      key: "baseUrl",
      env: "ACME_BASE_URL",
      flag: "--base-url",
      kind: "url",
      default: "http://127.0.0.1:9",
      description: "Address of the API.",
      group: "vendor",
    },
  ],
  baseUrl: (settings) => String(settings["baseUrl"]),
  credential: {
    fields: { key: { setting: "apiKey", header: "x-acme-key" } },
    headers: ({ key = "" }) => ({ "x-acme-key": key }),
  },
  limits: { requests: 1000, windowSeconds: 60, concurrency: 4 },
  errors: () => ({}),
  toolsets: {
    notes: { title: "Notes", description: "Notes." },
    more: { title: "More", description: "Further tools." },
  },
  defaultToolsets: ["notes"],
  presets: {},
  instructions: "List notes, then get one.",
  api: (client) => client,
  async verify(client) {
    await client.get(path`/me`);
  },
  async checks(client) {
    await client.get(path`/me`);
    return [{ name: "Permissions", ok: true, detail: "may read notes" }];
  },
  load: () => Promise.resolve({ tools }),
});

const KEY = "acme-sandbox-key-1";

async function sandbox(): Promise<ProgramSandbox> {
  const { createServer } = await import("node:http");
  const server = createServer((request, response) => {
    const answer = (status: number, body: unknown): void => {
      response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
    };
    if (request.method === "HEAD") answer(200, undefined);
    else if (request.headers["x-acme-key"] !== KEY) answer(401, { error: "no" });
    else if (request.url === "/notes")
      answer(200, [
        { id: 1, name: "First" },
        { id: 2, name: "Second" },
      ]);
    else if (request.url === "/notes/1") answer(200, { id: 1, name: "First" });
    else if (request.url === "/me") answer(200, { id: 9 });
    else if (request.url === "/slow") {
      process.stderr.write("slow request arrived\n");
      setTimeout(() => answer(200, { id: 3, name: "Slow" }), 500);
    } else answer(404, { error: "none" });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    variables: {
      ACME_BASE_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      ACME_API_KEY: KEY,
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

export const acme: Program = {
  vendor,
  version: "1.2.3",
  packageName: "@acme/server-acme",
  sandbox,
};
