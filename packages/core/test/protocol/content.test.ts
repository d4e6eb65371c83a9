import { afterEach, describe, expect, it } from "vitest";
import { request, serve, serverKey, type Served } from "./fixture.ts";

let served: Served;
afterEach(() => served.close());

const show = async (name: string, results?: string): Promise<Record<string, unknown>> => {
  served = await serve();
  const headers: Record<string, string> = results === undefined ? {} : { "x-mcp-results": results };
  return (await request(served, "tools/call", { name, arguments: {} }, { headers }))
    .result as Record<string, unknown>;
};

describe("ready pieces", () => {
  it("keep their order and kinds, without invisible characters and without the credential", async () => {
    const result = await show("acme_show");
    expect(result["content"]).toEqual([
      { type: "text", text: "ab" },
      { type: "audio", data: "AQID", mimeType: "audio/wav" },
      {
        type: "resource",
        resource: { uri: "acme://x", mimeType: "text/plain", text: "key [redacted]" },
      },
      { type: "resource_link", uri: "acme://k/[redacted]", name: "k" },
    ]);
    expect(JSON.stringify(result)).not.toContain(serverKey);
    expect(result).not.toHaveProperty("structuredContent");
  });

  it("bring their facts where structured content is wanted", async () => {
    expect(await show("acme_show", "structured")).toMatchObject({
      structuredContent: { parts: 4 },
    });
  });
});

describe("a file", () => {
  it("brings facts where structured content is wanted, since the list promises some", async () => {
    expect(await show("acme_file", "both")).toMatchObject({
      structuredContent: { name: "a.bin", mime_type: "application/octet-stream", bytes: 3 },
    });
  });
});
