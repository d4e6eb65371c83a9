// Variables and flags of the existing IT Glue server mean the same here.
import { declaredSettings, readSettings } from "@psa-mcp/core/config";
import { describe, expect, it } from "vitest";
import { itglue } from "../src/index.ts";

describe("variables and flags", () => {
  const read = (
    argv: readonly string[],
    env: Record<string, string>,
  ): ReturnType<typeof readSettings> =>
    readSettings({ declared: declaredSettings(itglue), argv, env });

  it.each([
    [[], {}, { transport: "stdio", port: 3000, callerKeys: "with-token", itglueAdvanced: false }],
    [["--transport", "http", "--port", "8080"], {}, { transport: "http", port: 8080 }],
    [[], { TRANSPORT: "http", PORT: "8080" }, { transport: "http", port: 8080 }],
    [["--port", "1"], { PORT: "2" }, { port: 1 }],
    [["--advanced"], {}, { itglueAdvanced: true }],
    [[], { ITGLUE_ADVANCED_TOOLSET: "1" }, { itglueAdvanced: true }],
    [[], { ITGLUE_ADVANCED_TOOLSET: "true" }, { itglueAdvanced: true }],
    [
      [],
      { MCP_TOKENS_VIEWER: "v:one", MCP_TOKENS_EDITOR: "two" },
      { tokensViewer: "v:one", tokensEditor: "two" },
    ],
    [[], { CLIENT_ITGLUE_KEYS: "open" }, { callerKeys: "open" }],
    [[], { ALLOWED_ORIGINS: "https://a.example/" }, { allowedOrigins: ["https://a.example/"] }],
    [[], { UPLOAD_STAGING: "off" }, { uploadStaging: "off" }],
    [[], { PUBLIC_BASE_URL: "https://mcp.example" }, { publicUrl: "https://mcp.example" }],
    [[], {}, { azureContainer: "mcp-itglue-uploads" }],
    [
      [],
      { AZURE_STORAGE_ACCOUNT: "a", AZURE_STORAGE_CONTAINER: "c" },
      { azureAccount: "a", azureContainer: "c" },
    ],
    [[], { ITGLUE_API_KEY: "", ITGLUE_REGION: "${user_config.region}" }, { itglueRegion: "us" }],
  ] as const)("%j %j", (argv, env, settings) => {
    expect(read(argv, env).settings).toMatchObject(settings);
  });

  it.each([
    [["--region", "EU"], {}, "https://api.eu.itglue.com"],
    [[], { ITGLUE_REGION: "Au" }, "https://api.au.itglue.com"],
    [["--region", "us"], { ITGLUE_REGION: "au" }, "https://api.itglue.com"],
    [["--base-url", "https://proxy.example/"], { ITGLUE_REGION: "eu" }, "https://proxy.example"],
    [[], { ITGLUE_BASE_URL: "${user_config.base_url}" }, "https://api.itglue.com"],
    [[], { ITGLUE_BASE_URL: "", ITGLUE_REGION: "" }, "https://api.itglue.com"],
  ] as const)("%j %j lead to %s", (argv, env, url) => {
    expect(itglue.baseUrl(read(argv, env).settings)).toBe(url);
  });

  it.each([
    [["--port"], {}, "--port"],
    [["--region", "mars"], {}, "mars"],
    [[], { PORT: "70000" }, "PORT"],
    [[], { TRANSPORT: "carrier-pigeon" }, "TRANSPORT"],
    [[], { CLIENT_ITGLUE_KEYS: "maybe" }, "CLIENT_ITGLUE_KEYS"],
    [[], { UPLOAD_STAGING: "s3" }, "UPLOAD_STAGING"],
    [[], { ITGLUE_BASE_URL: "ftp://x" }, "ITGLUE_BASE_URL"],
  ] as const)("%j %j are refused in one line", (argv, env, named) => {
    expect(() => itglue.baseUrl(read(argv, env).settings)).toThrow(
      expect.objectContaining({
        code: "configuration",
        message: expect.stringContaining(named) as string,
      }) as Error,
    );
  });
});
