import { createMCPClient } from "@ai-sdk/mcp";
import { Experimental_StdioMCPTransport as StdioTransport } from "@ai-sdk/mcp/mcp-stdio";
import { answerOf, clientInfo, type ClientUnderTest } from "./client.ts";

/** The client of the AI SDK. */
export const aiSdk: ClientUnderTest = {
  id: "ai-sdk",
  title: "AI SDK",
  transports: ["stdio", "http"],
  async connect(target) {
    const client = await createMCPClient({
      clientName: clientInfo.name,
      transport:
        target.kind === "http"
          ? { type: "http", url: target.url, headers: { ...target.headers } }
          : new StdioTransport({
              command: process.execPath,
              args: [...target.args],
              env: { ...target.env },
              stderr: "ignore",
            }),
    });
    return {
      tools: async () => (await client.listTools()).tools.map(({ name }) => name),
      call: async (name, given) =>
        answerOf(await client.callTool({ name, arguments: { ...given } })),
      close: () => client.close(),
    };
  },
};
