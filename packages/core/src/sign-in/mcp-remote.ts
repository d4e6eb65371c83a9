import { createHash } from "node:crypto";
import { readdir, readFile, stat } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import type { Tokens } from "./store.ts";

/**
 * Tokens that mcp-remote left for an address: it keeps them in plain files, a folder for each of its versions. The
 * newest ones count. They name no end, only a life, which began when the file was written.
 */
export async function mcpRemoteTokens(
  url: string,
  directory: string | undefined,
  where: { readonly tokenUrl: string; readonly issuer: string },
): Promise<Tokens | undefined> {
  const root = directory ?? join(homedir(), ".mcp-auth");
  const name = `${createHash("md5").update(url).digest("hex")}_tokens.json`;
  const folders = await readdir(root).catch(() => []);
  const found: { readonly path: string; readonly written: number }[] = [];
  for (const folder of folders.filter((entry) => entry.startsWith("mcp-remote"))) {
    const path = join(root, folder, name);
    const facts = await stat(path).catch(() => undefined);
    if (facts !== undefined) found.push({ path, written: facts.mtimeMs });
  }
  const newest = found.toSorted((left, right) => right.written - left.written)[0];
  if (newest === undefined) return undefined;
  const kept = JSON.parse(await readFile(newest.path, "utf8")) as Record<string, unknown>;
  if (typeof kept["access_token"] !== "string") return undefined;
  const life = typeof kept["expires_in"] === "number" ? kept["expires_in"] * 1000 : undefined;
  return {
    accessToken: kept["access_token"],
    ...(typeof kept["refresh_token"] === "string" ? { refreshToken: kept["refresh_token"] } : {}),
    ...(life === undefined ? {} : { expiresAt: Math.floor(newest.written) + life }),
    issuedAt: Math.floor(newest.written),
    ...where,
  };
}
