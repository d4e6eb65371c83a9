import { homedir } from "node:os";
import { join } from "node:path";
import type { Settings } from "../define/index.ts";

/** The folder that keeps tokens and lists: one for all versions, so that an update asks for no new sign-in. */
export function stateDirectory(settings: Settings): string {
  const given = settings["stateDirectory"];
  return typeof given === "string" && given !== "" ? given : join(homedir(), ".psa-mcp");
}
