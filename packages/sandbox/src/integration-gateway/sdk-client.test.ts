import { Client, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";
import { afterEach, describe, expect, it } from "vitest";
import { harness } from "./api.fixture.ts";

// An independent client: it validates what it gets against the protocol's schemas.
const { sandbox, control, switch: set } = harness();

const open: Client[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((client) => client.close()));
});

async function connect(capabilities: object = {}): Promise<Client> {
  const client = new Client({ name: "check", version: "1.0.0" }, { capabilities });
  const authorization = `Bearer ${sandbox().tokenFor("staff")}`;
  const transport = new StreamableHTTPClientTransport(new URL(sandbox().mcpUrl), {
    requestInit: { headers: { authorization } },
  });
  await client.connect(transport);
  open.push(client);
  return client;
}

describe("the official client", () => {
  it.each(["documented", "bare", "modern"])(
    "uses everything in the profile %s",
    async (profile) => {
      await control("POST", "/profile", { profile });
      const client = await connect();
      const { tools } = await client.listTools();
      expect(tools.length).toBeGreaterThanOrEqual(12);
      const result = await client.callTool({ name: "list_integrations", arguments: {} });
      expect(result.isError).toBe(false);
      if (profile === "bare") return;
      expect((await client.listResources()).resources.length).toBeGreaterThan(10);
      const read = await client.readResource({ uri: "glyue://docs/hooks" });
      expect(read.contents).toHaveLength(1);
      expect((await client.listPrompts()).prompts).toHaveLength(2);
      const { completion } = await client.complete({
        ref: { type: "ref/prompt", name: "explain_integration" },
        argument: { name: "integration", value: "core" },
      });
      expect(completion.values).toEqual(["core-account-opening"]);
    },
  );

  it("hears progress, answers questions, and is told of new tools", async () => {
    await set({ serverRequests: "elicitation", listChanged: "on" });
    const client = await connect({ elicitation: { form: {} } });
    const asked: string[] = [];
    client.setRequestHandler("elicitation/create", ({ params }) => {
      asked.push(params.message);
      return { action: "accept" as const, content: { reason: "a check" } };
    });
    const changed = new Promise<void>((resolve) => {
      client.setNotificationHandler("notifications/tools/list_changed", () => resolve());
    });
    const heard: number[] = [];
    const result = await client.callTool(
      {
        name: "execute_integration",
        arguments: {
          integration: "slow-report",
          payload: { seconds: 0.05 },
          tool_definition: {
            name: "make_report",
            description: "Makes the report.",
            input_schema: { type: "object" },
          },
        },
      },
      { onprogress: ({ progress }) => heard.push(progress) },
    );
    expect(result.isError).toBe(false);
    expect(asked).toEqual(["Run slow-report on dev?"]);
    expect(heard).toContain(1);
    await changed;
    const { tools } = await client.listTools();
    expect(tools.map(({ name }) => name)).toContain("make_report");
  });
});
