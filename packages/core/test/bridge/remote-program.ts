// A program whose vendor is nothing but a remote MCP server, named by a variable.
import { loadBridge } from "../../src/bridge/index.ts";
import { runCli } from "../../src/cli/index.ts";
import { defineUpstream, defineVendor, type Vendor } from "../../src/define/index.ts";

export const remote: Vendor = defineVendor({
  id: "remote",
  title: "Remote",
  envPrefix: "REMOTE",
  homepage: "https://remote.example",
  settings: [
    { key: "remoteUrl", env: "REMOTE_URL", kind: "url", group: "vendor", description: "Address" },
    {
      key: "remoteToken",
      env: "REMOTE_TOKEN",
      kind: "text",
      secret: true,
      group: "vendor",
      description: "Token",
    },
    {
      key: "remoteOff",
      env: "REMOTE_OFF",
      kind: "boolean",
      default: false,
      group: "vendor",
      description: "Switches execution off",
    },
  ],
  baseUrl: (settings) => String(settings["remoteUrl"]).replace(/\/+$/, ""),
  credential: {
    fields: { token: { setting: "remoteToken", header: "x-remote-token" } },
    headers: ({ token = "" }) => ({ authorization: `Bearer ${token}` }),
  },
  limits: { requests: 10_000, windowSeconds: 60, concurrency: 16 },
  errors: () => ({}),
  toolsets: { remote: { title: "Remote", description: "Everything the remote server has" } },
  defaultToolsets: ["remote"],
  presets: {},
  abilities: (settings) => (settings["remoteOff"] === true ? [] : ["allow-execute"]),
  remotes: [
    defineUpstream({
      id: "everything",
      title: "Everything",
      toolset: "remote",
      tokenField: "token",
      endpoint: (settings) =>
        typeof settings["remoteUrl"] === "string"
          ? { url: settings["remoteUrl"], allowHttp: true }
          : undefined,
      policy: (tool) =>
        tool === "erase"
          ? { tier: "destructive", toolset: "remote", requires: ["allow-execute"] }
          : { tier: "write", toolset: "remote", requires: ["allow-execute"], seconds: 30 },
    }),
  ],
  bridge: loadBridge,
  instructions: "Everything is remote.",
  api: (client) => client,
  verify: async () => undefined,
  offers: ["resources", "prompts", "list-changes", "logging"],
  load: async () => ({ tools: [] }),
});

export const program: Parameters<typeof runCli>[0] = {
  vendor: remote,
  version: "1.0.0",
  packageName: "remote-mcp",
};
