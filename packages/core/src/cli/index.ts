// Cli: the program that every app starts: serve, tools, config, token, doctor, help and version.
export { runCombinedCli, type CombinedProgram } from "./combined.ts";
export { connectionOf } from "./client-config.ts";
export { clients, type Connection } from "./clients.ts";
export { mcpRemoteArguments } from "./mcp-remote.ts";
export type { Program, ProgramSandbox } from "./program.ts";
export { runCli } from "./run.ts";
export { toolRows, type ToolRow } from "./tool-rows.ts";
