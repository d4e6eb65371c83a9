// Started by the tests as a child process.
import { runCli } from "@psa-mcp/core/cli";
import { acme } from "./acme-program.ts";

process.exit(await runCli(acme));
