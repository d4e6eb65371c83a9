import { roles, type Role } from "../define/index.ts";
import { createUploads } from "../uploads/index.ts";
import { columns } from "./output.ts";
import type { CombinedInput } from "./combined.ts";
import { toolRows } from "./tool-rows.ts";

/** Prints the tools of all vendors that the present settings show at `/mcp` and on stdio. */
export async function printCombinedTools({ parts, read, output }: CombinedInput): Promise<number> {
  const role = roles.find((known) => known === read.options["role"]) ?? ("admin" satisfies Role);
  const lists = await Promise.all(
    parts.map(async ({ program: { vendor }, read: own }) => {
      const { rows, of } = await toolRows({
        vendor,
        settings: own.settings,
        role,
        abilities: new Set(createUploads(own.settings).abilities),
        beside: true,
      });
      return { vendor: vendor.id, rows, of };
    }),
  );
  const all = lists.flatMap(({ vendor, rows }) => rows.map((row) => ({ vendor, row })));
  const tokens = all.reduce((sum, { row }) => sum + row.tokens, 0);
  const of = lists.reduce((sum, list) => sum + list.of, 0);
  if (read.options["json"] === true) {
    const tools = all.map(({ vendor, row: { listing: _listing, ...row } }) => ({ vendor, ...row }));
    await output.out(`${JSON.stringify({ tools, tokens, of }, null, 2)}\n`);
    return 0;
  }
  const table = columns([
    ["Vendor", "Tool", "Tier", "Tokens", "Toolsets"],
    ...all.map(({ vendor, row }) => [
      vendor,
      row.name,
      row.tier,
      row.tokens,
      row.toolsets.join(", "),
    ]),
  ]);
  const hidden = of - all.length;
  const more =
    hidden === 0
      ? ""
      : ` ${hidden} more are not shown by these settings; --toolsets all shows every toolset, vendor:all those of one vendor.`;
  await output.out(
    `${table}\n\n${all.length} tools of ${parts.length} vendors, about ${tokens} tokens in a client's context.${more}\n`,
  );
  return 0;
}
