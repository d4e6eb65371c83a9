import { encode } from "gpt-tokenizer/encoding/o200k_base";
import type { Call } from "../json-rpc.ts";
import type { Figures } from "../metrics.ts";
import type { Run } from "../run.ts";
import { stdioStart } from "../servers.ts";
import { StdioClient } from "../stdio-client.ts";
import { tokensOf } from "./tools.ts";

interface ResultSize {
  readonly text: number;
  readonly structured: number;
  readonly bytes: number;
  /** True when the result names a cursor with which the rest is to be had. */
  readonly cut: boolean;
}

/** What a model reads of typical answers, in the server's usual form of results. */
export async function measureResults({ bench }: Run): Promise<Figures> {
  const client = new StdioClient(stdioStart(bench));
  try {
    await client.initialize();
    const list25 = await sizeOf(client, [bench.server.list25]);
    const list50 = await sizeOf(client, [bench.server.list50]);
    const detail = await sizeOf(client, bench.server.detail);
    return {
      "results.list25": list25.text + list25.structured,
      "results.list50": list50.text + list50.structured,
      "results.list50Structured": list50.structured,
      "results.list50Bytes": list50.bytes,
      "results.detail": detail.text + detail.structured,
      "results.detailStructured": detail.structured,
      "results.detailCut": detail.cut ? 1 : 0,
    };
  } finally {
    await client.close();
  }
}

async function sizeOf(client: StdioClient, calls: readonly Call[]): Promise<ResultSize> {
  let size: ResultSize = { text: 0, structured: 0, bytes: 0, cut: false };
  for (const call of calls) {
    const result = await client.call(call);
    const text = (result["content"] as readonly { readonly text?: string }[])
      .map((part) => part.text ?? "")
      .join("\n");
    const structured = result["structuredContent"];
    size = {
      text: size.text + encode(text).length,
      structured: size.structured + (structured === undefined ? 0 : tokensOf(structured)),
      bytes: size.bytes + Buffer.byteLength(JSON.stringify(result)),
      cut: size.cut || /\bcursor\b/i.test(text),
    };
  }
  return size;
}
