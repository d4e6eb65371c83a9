import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StdioClientTransport } from "@modelcontextprotocol/sdk/client/stdio.js";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import type { Transport } from "@modelcontextprotocol/sdk/shared/transport.js";
import { answerOf, clientInfo, type ClientUnderTest, type Target } from "./client.ts";

function transportTo(target: Target): Transport {
  if (target.kind === "stdio") {
    return new StdioClientTransport({
      command: process.execPath,
      args: [...target.args],
      env: { ...target.env },
      stderr: "ignore",
    });
  }
  const http = new StreamableHTTPClientTransport(new URL(target.url), {
    requestInit: { headers: { ...target.headers } },
  });
  return http;
}

/** The first version of the official SDK, which most hosts still embed. */
export const sdkFirst: ClientUnderTest = {
  id: "sdk-1",
  title: "SDK 1.x",
  transports: ["stdio", "http"],
  async connect(target) {
    const client = new Client(clientInfo, { capabilities: { elicitation: {} } });
    await client.connect(transportTo(target));
    return {
      tools: async () => (await client.listTools()).tools.map(({ name }) => name),
      call: async (name, given) =>
        answerOf(await client.callTool({ name, arguments: { ...given } })),
      close: () => client.close(),
    };
  },
};
