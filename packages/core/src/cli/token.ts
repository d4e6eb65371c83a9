import { randomBytes } from "node:crypto";
import { PsaError } from "../errors/index.ts";
import type { CommandInput } from "./run.ts";

const LABEL = /^[\w.@-]{1,60}$/;

/** Prints a fresh token of 256 random bits, the line for the server's environment and the header for the client. */
export async function printToken({
  read,
  output,
}: Pick<CommandInput, "read" | "output">): Promise<number> {
  const role = String(read.options["role"]);
  const label = String(read.options["label"] ?? role);
  if (!LABEL.test(label)) {
    throw new PsaError(
      "configuration",
      "--label takes letters, digits and . _ @ - only, at most 60.",
      {
        advice: "For example --label alice.",
      },
    );
  }
  const token = randomBytes(32).toString("base64url");
  await output.out(
    [
      "For the server's environment (further tokens follow after a comma):",
      `  MCP_TOKENS_${role.toUpperCase()}=${label}:${token}`,
      "",
      "For the client:",
      `  Authorization: Bearer ${token}`,
      "",
      "The token is shown this once and kept nowhere.",
      "",
    ].join("\n"),
  );
  return 0;
}
