import { runCli } from "../../src/cli/index.ts";
import { program } from "./remote-program.ts";

process.exitCode = await runCli(program, process.argv.slice(2), process.env);
