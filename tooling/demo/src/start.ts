// Serves every vendor against its sandbox, shows how to connect, and lets a real client take a short tour.
import { parseArgs } from "node:util";
import { clients, type Connection } from "@psa-mcp/core/cli";
import { demos } from "./demos.ts";
import {
  portTaken,
  program,
  startServer,
  type AuditLine,
  type RunningServer,
} from "./running-server.ts";
import { runTour, showEverything } from "./run-tour.ts";
import { screen } from "./screen.ts";

process.exitCode = await main();

async function main(): Promise<number> {
  const options = readOptions();
  if (options === undefined) return 1;
  if (await portTaken(options.port)) {
    screen.bad(
      `Port ${options.port} is taken. End what listens there, or choose another: npx -y pnpm@12.4.2 start --port ${options.port + 1000}`,
    );
    return 1;
  }
  let server: RunningServer | undefined;
  try {
    server = await startServer(options.port);
    introduce(server);
    screen.title("What a client sees, by a real MCP client");
    await showEverything(server);
    for (const demo of demos) {
      screen.title(`A short tour of ${demo.title}`);
      await runTour(server, demo);
    }
    screen.line();
    screen.good("The tour is done.");
    if (options.once) return 0;
    return await serveOn(server);
  } catch (thrown) {
    screen.line();
    screen.bad(thrown instanceof Error ? thrown.message : String(thrown));
    return 1;
  } finally {
    await server?.stop();
  }
}

function readOptions(): { readonly once: boolean; readonly port: number } | undefined {
  try {
    const { values } = parseArgs({
      options: {
        once: { type: "boolean", default: false },
        port: { type: "string", default: "3000" },
      },
    });
    const port = Number(values.port);
    if (!Number.isInteger(port) || port < 0 || port > 65_000)
      throw new Error("--port takes a number up to 65000, or 0 for a free port");
    return { once: values.once, port };
  } catch (thrown) {
    screen.bad(thrown instanceof Error ? thrown.message : String(thrown));
    return undefined;
  }
}

function introduce(server: RunningServer): void {
  const { endpoint, token } = server;
  screen.title("psa-mcp with invented data, for your own client too");
  screen.pair("endpoint", `${endpoint}  (all vendors)`);
  for (const { vendor, title } of demos)
    screen.pair("", `${server.endpointOf(vendor)}  (${title})`);
  screen.pair("token", `${token}  (made for this run; may do everything in the sandboxes)`);
  const connection: Connection = { name: "psa", transport: "http", url: endpoint };
  for (const name of ["claude-code", "cursor", "mcp-remote"]) {
    const [where = "", ...what] = (clients[name]?.(connection) ?? "")
      .replaceAll("<token>", token)
      .split("\n\n");
    screen.line();
    screen.line(`  ${where}`);
    screen.block(what.join("\n\n"));
  }
  screen.line();
  screen.line(`  More clients, and without HTTP:  node ${program} config <client>`);
}

async function serveOn(server: RunningServer): Promise<number> {
  screen.line();
  screen.line("  The server goes on. Calls of your client appear here. Ctrl-C ends it.");
  screen.line();
  server.onAudit((line) => screen.line(`  ${summary(line)}`));
  const interrupted = new Promise<0>((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => resolve(0));
  });
  const code = await Promise.race([interrupted, server.ended.then((): 1 => 1)]);
  if (code === 1) screen.bad("The server ended by itself.");
  else screen.line();
  return code;
}

function summary(line: AuditLine): string {
  const time = String(line["ts"] ?? "").slice(11, 19);
  const what = String(line["tool"] ?? line["reason"] ?? "");
  const took = line["latency_ms"] === undefined ? "" : `${String(line["latency_ms"])} ms`;
  return [time, String(line["event"]), what, String(line["outcome"]), took]
    .filter((part) => part !== "")
    .join("  ");
}
