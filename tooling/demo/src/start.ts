// Serves every vendor against its sandbox, shows how to connect, and lets a real client take a short tour.
import { parseArgs } from "node:util";
import { clients, type Connection } from "@psa-mcp/core/cli";
import { demos } from "./demos.ts";
import { portTaken, startServer, type AuditLine, type RunningServer } from "./running-server.ts";
import { runTour } from "./run-tour.ts";
import { screen } from "./screen.ts";

process.exitCode = await main();

async function main(): Promise<number> {
  const options = readOptions();
  if (options === undefined) return 1;
  for (const [index] of demos.entries()) {
    const port = portOf(options.port, index);
    if (await portTaken(port)) {
      screen.bad(
        `Port ${port} is taken. End what listens there, or choose another: npx -y pnpm@12.4.2 start --port ${port + 1000}`,
      );
      return 1;
    }
  }
  const servers: RunningServer[] = [];
  try {
    for (const [index, demo] of demos.entries())
      servers.push(await startServer(demo, portOf(options.port, index)));
    for (const server of servers) introduce(server);
    for (const server of servers) {
      screen.title(`A short tour of ${server.demo.title}, taken by a real MCP client`);
      await runTour(server);
    }
    screen.line();
    screen.good("The tour is done.");
    if (options.once) return 0;
    return await serveOn(servers);
  } catch (thrown) {
    screen.line();
    screen.bad(thrown instanceof Error ? thrown.message : String(thrown));
    return 1;
  } finally {
    await Promise.all(servers.map((server) => server.stop()));
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

/** Further vendors take the ports after the first one's. */
function portOf(first: number, index: number): number {
  return first === 0 ? 0 : first + index;
}

function introduce(server: RunningServer): void {
  const { demo, endpoint, token } = server;
  screen.title(`${demo.title} with invented data, for your own client too`);
  screen.pair("endpoint", endpoint);
  screen.pair("token", `${token}  (made for this run; may do everything in the sandbox)`);
  const connection: Connection = { name: demo.vendor, transport: "http", url: endpoint };
  for (const name of ["claude-code", "cursor", "mcp-remote"]) {
    const [where = "", ...what] = (clients[name]?.(connection) ?? "")
      .replaceAll("<token>", token)
      .split("\n\n");
    screen.line();
    screen.line(`  ${where}`);
    screen.block(what.join("\n\n"));
  }
  screen.line();
  screen.line(`  More clients, and without HTTP:  node ${demo.program} config <client>`);
}

async function serveOn(servers: readonly RunningServer[]): Promise<number> {
  screen.line();
  screen.line("  The servers go on. Calls of your client appear here. Ctrl-C ends them.");
  screen.line();
  for (const server of servers) server.onAudit((line) => screen.line(`  ${summary(line)}`));
  const interrupted = new Promise<0>((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => resolve(0));
  });
  const broken = Promise.race(servers.map((server) => server.ended)).then((): 1 => 1);
  const code = await Promise.race([interrupted, broken]);
  if (code === 1) screen.bad("A server ended by itself.");
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
