import { describe, expect, it } from "vitest";
import { mcpRemoteArguments } from "./mcp-remote.ts";

const URL = "https://gateway.example/integrations/mcp/";
const translated = (...argv: readonly string[]): readonly string[] => mcpRemoteArguments(argv, {});

describe("the argument line of mcp-remote", () => {
  it("is left alone where it is none", () => {
    for (const argv of [[], ["serve", "--port", "1"], ["--transport", "http"], ["doctor"]])
      expect(mcpRemoteArguments(argv, {})).toBe(argv);
  });

  it("becomes ours, flag by flag", () => {
    const json = '{"client_id":"a","client_secret":"b"}';
    expect(
      translated(URL, "6545", "--transport", "http-only", "--static-oauth-client-info", json),
    ).toEqual(["--server-url", URL, "--callback-port", "6545", "--client-info", json]);
    expect(translated(URL, "--host", "127.0.0.1", "--debug", "--allow-http")).toEqual([
      "--server-url",
      URL,
      "--callback-host",
      "127.0.0.1",
      "--log-level",
      "debug",
      "--allow-http",
    ]);
    expect(translated(URL, "--disable-resource-parameter", "--enable-proxy")).toEqual([
      "--server-url",
      URL,
      "--resource",
      "off",
      "--enable-proxy",
    ]);
    expect(translated(URL, "--static-oauth-client-metadata", '{"scope":"read write"}')).toEqual([
      "--server-url",
      URL,
      "--scope",
      "read write",
    ]);
  });

  it("gathers headers, fills variables in, and puts broken JSON together", () => {
    const env = { TOKEN: "t0ken" };
    expect(
      mcpRemoteArguments([URL, "--header", "X-A: ${TOKEN}", "--header", "X-B:2"], env),
    ).toEqual(["--server-url", URL, "--headers", '{"X-A":"t0ken","X-B":"2"}']);
    expect(
      translated(
        URL,
        "--static-oauth-client-info",
        '{"client_id":',
        '"a",',
        '"client_secret":"b"}',
      ),
    ).toEqual(["--server-url", URL, "--client-info", '{"client_id": "a", "client_secret":"b"}']);
  });

  it("passes words of ours on, and refuses what cannot be served", () => {
    expect(translated(URL, "--allow", "write")).toEqual(["--server-url", URL, "--allow", "write"]);
    expect(() => translated(URL, "--transport", "sse-only")).toThrow("cannot be served");
    expect(() => translated(URL, "--header")).toThrow("needs a value");
  });
});
