import {
  Client,
  StreamableHTTPClientTransport,
  type Transport,
} from "@modelcontextprotocol/client";
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio";
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
  return new StreamableHTTPClientTransport(new URL(target.url), {
    requestInit: { headers: { ...target.headers } },
  });
}

type Mode = "legacy" | "auto" | { readonly pin: "2026-07-28" };

function secondClient(id: string, title: string, mode: Mode): ClientUnderTest {
  return {
    id,
    title,
    transports: ["stdio", "http"],
    async connect(target) {
      const client = new Client(clientInfo, {
        capabilities: { elicitation: {} },
        versionNegotiation: { mode },
      });
      await client.connect(transportTo(target));
      const era = client.getProtocolEra();
      if (era !== (mode === "legacy" ? "legacy" : "modern")) {
        await client.close();
        throw new Error(`It settled on the ${era} era.`);
      }
      return {
        tools: async () => (await client.listTools()).tools.map(({ name }) => name),
        call: async (name, given) =>
          answerOf(await client.callTool({ name, arguments: { ...given } })),
        close: () => client.close(),
      };
    },
  };
}

/** The second version of the official SDK in its three ways of finding a revision. */
export const sdkSecond: readonly ClientUnderTest[] = [
  secondClient("sdk-2-legacy", "SDK 2.x, legacy", "legacy"),
  secondClient("sdk-2-auto", "SDK 2.x, auto", "auto"),
  secondClient("sdk-2-pinned", "SDK 2.x, pinned to 2026-07-28", { pin: "2026-07-28" }),
];
