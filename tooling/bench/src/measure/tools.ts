import { encode } from "gpt-tokenizer/encoding/o200k_base";
import type { Figures } from "../metrics.ts";
import type { Run } from "../run.ts";
import { stdioStart } from "../servers.ts";
import { median } from "../statistics.ts";
import { StdioClient } from "../stdio-client.ts";

interface Tool {
  readonly name: string;
  readonly title?: string;
  readonly description?: string;
  readonly inputSchema: unknown;
  readonly annotations?: Readonly<Record<string, unknown>>;
}

const hints = ["readOnlyHint", "destructiveHint", "idempotentHint", "openWorldHint"];

/** What a host reads before the first call: the default selection in detail, others by their totals. */
export async function measureTools({ bench }: Run): Promise<Figures> {
  const chosen = await listed(new StdioClient(stdioStart(bench)));
  const perTool = chosen.tools.map((tool) => tokensOf(tool));
  const figures: Figures = {
    "tools.count": chosen.tools.length,
    "tools.bytes": bytesOf(chosen.tools),
    "tools.tokens": tokensOf(chosen.tools),
    "tools.model": modelTokens(chosen.tools),
    "tools.median": median(perTool),
    "tools.largest": Math.max(...perTool),
    "tools.instructions": encode(chosen.instructions).length,
  };
  let bare = chosen.tools.filter(isBare).length;
  for (const selection of bench.server.selections) {
    const { tools } = await listed(new StdioClient(stdioStart(bench, "--toolsets", selection)));
    figures[`tools.${selection}Count`] = tools.length;
    figures[`tools.${selection}`] = tokensOf(tools);
    if (selection !== "all") continue;
    figures["tools.allBytes"] = bytesOf(tools);
    figures["tools.allModel"] = modelTokens(tools);
    bare = tools.filter(isBare).length;
  }
  return { ...figures, "tools.bare": bare };
}

async function listed(client: StdioClient): Promise<{ tools: Tool[]; instructions: string }> {
  try {
    const opened = await client.initialize();
    const tools: Tool[] = [];
    let cursor: unknown;
    do {
      const page = await client.request("tools/list", cursor === undefined ? {} : { cursor });
      tools.push(...(page["tools"] as Tool[]));
      cursor = page["nextCursor"];
    } while (cursor !== undefined);
    return { tools, instructions: (opened["instructions"] as string | undefined) ?? "" };
  } finally {
    await client.close();
  }
}

/** Tokens of a value's JSON by o200k_base. */
export function tokensOf(value: unknown): number {
  return encode(JSON.stringify(value)).length;
}

function bytesOf(value: unknown): number {
  return Buffer.byteLength(JSON.stringify(value));
}

/** As a host forwards tools to a model: name, description and schema of each. */
function modelTokens(tools: readonly Tool[]): number {
  const forwarded = tools.map(({ name, description, inputSchema }) =>
    tokensOf({ name, description, input_schema: inputSchema }),
  );
  return forwarded.reduce((sum, each) => sum + each, 0);
}

function isBare({ title, annotations = {} }: Tool): boolean {
  const titled = (title ?? annotations["title"] ?? "") !== "";
  return !titled || hints.some((hint) => typeof annotations[hint] !== "boolean");
}
