import type { Role } from "../define/index.ts";
import { createUploads } from "../uploads/index.ts";
import { columns } from "./output.ts";
import type { CommandInput } from "./run.ts";
import { toolRows } from "./tool-rows.ts";

/** Prints the tools that the present settings show, with what each costs in a client's context. */
export async function printTools({ program, read, output }: CommandInput): Promise<number> {
  const { rows, of } = await toolRows({
    vendor: program.vendor,
    settings: read.settings,
    role: read.options["role"] as Role,
    abilities: new Set(createUploads(read.settings).abilities),
  });
  const tokens = rows.reduce((sum, row) => sum + row.tokens, 0);
  if (read.options["json"] === true) {
    const tools = rows.map(({ listing: _listing, ...row }) => row);
    await output.out(`${JSON.stringify({ tools, tokens, of }, null, 2)}\n`);
    return 0;
  }
  const table = columns([
    ["Tool", "Tier", "Tokens", "Toolsets"],
    ...rows.map((row) => [row.name, row.tier, row.tokens, row.toolsets.join(", ")]),
  ]);
  const hidden = of - rows.length;
  const more =
    hidden === 0
      ? ""
      : ` ${hidden} more are not shown by these settings; --toolsets all shows every toolset.`;
  await output.out(
    `${table}\n\n${rows.length} tools, about ${tokens} tokens in a client's context.${more}\n`,
  );
  return 0;
}
