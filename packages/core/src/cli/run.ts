import { declaredSettings } from "../config/core-settings.ts";
import { processInput } from "../config/process-input.ts";
import { readSettings, type ReadSettings } from "../config/read-settings.ts";
import { PsaError, redactText } from "../errors/index.ts";
import { commandsOf } from "./commands.ts";
import { processOutput, type Output } from "./output.ts";
import { programName, type Program } from "./program.ts";

/** What a command is given. */
export interface CommandInput {
  readonly program: Program;
  readonly read: ReadSettings;
  readonly output: Output;
}

/**
 * Runs one command and resolves with the exit code: 0, or 1 after one clear line on stderr. Serving resolves when the
 * client went away or a signal asked for it. `argv`, `env` and the streams are those of this process when absent.
 */
export async function runCli(
  program: Program,
  argv: readonly string[] = processInput().argv,
  env: Readonly<Record<string, string | undefined>> = processInput().env,
  output: Output = processOutput(),
): Promise<number> {
  try {
    const declared = declaredSettings(program.vendor);
    const commands = commandsOf(program.vendor);
    const words = program.translate?.(argv, env) ?? argv;
    const read = readSettings({ declared, argv: words, env, commands });
    return await runCommand({ program, read, output });
  } catch (thrown) {
    await output.error(`${programName(program)}: ${explain(thrown)}\n`);
    return 1;
  }
}

/** Commands are loaded one by one: a server that a client starts should not read the text of help first. */
export async function runCommand(input: CommandInput): Promise<number> {
  switch (input.read.command) {
    case "help":
      return (await import("./help.ts")).printHelp(input);
    case "version":
      await input.output.out(`${input.program.version}\n`);
      return 0;
    case "tools":
      return (await import("./tools.ts")).printTools(input);
    case "config":
      return (await import("./client-config.ts")).printClientConfig(input);
    case "token":
      return (await import("./token.ts")).printToken(input);
    case "login":
      return (await import("./login.ts")).runLogin(input);
    case "logout":
      return (await import("./login.ts")).runLogout(input);
    case "doctor":
      return (await import("./doctor.ts")).runDoctor(input);
    default:
      return (await import("./serve.ts")).serve(input);
  }
}

/** One line: what happened and what to do. Only what was thrown on purpose is explained; the rest shows its stack. */
export function explain(thrown: unknown): string {
  if (thrown instanceof PsaError) return `${thrown.message} ${thrown.advice}`;
  if (thrown instanceof Error && "code" in thrown && typeof thrown.code === "string")
    return redactText(thrown.message);
  return redactText(thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown));
}
