import { randomBytes } from "node:crypto";
import { Client, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio";
import type { Engine } from "./engine.ts";

/** One thing that must be true of the image; throws when it is not, and gives a fact worth printing. */
export type Check = readonly [name: string, check: () => Promise<string>];

/** The hardening that compose.yaml uses, as flags. */
const HARDENED = [
  "--read-only",
  "--cap-drop",
  "all",
  "--security-opt",
  "no-new-privileges",
  "--memory",
  "512m",
  "--pids-limit",
  "100",
];

const MOST_MEGABYTES = 450;

function expect(holds: boolean, words: string): void {
  if (!holds) throw new Error(words);
}

/** Everything that is proven of an image; in the order in which it fails most clearly. */
export function checksOf(engine: Engine, tag: string, version: string): readonly Check[] {
  const flags = [...engine.runFlags, ...HARDENED];
  const alone = ["run", "--rm", "--network", "none", ...flags];
  const quiet = engine.name === "podman" ? ["--no-healthcheck"] : [];
  const token = randomBytes(24).toString("base64url");
  const web = `psa-mcp-${randomBytes(4).toString("hex")}`;
  let url = "";

  const stdio = async (args: readonly string[]): Promise<Client> => {
    const [command, ...before] = engine.client;
    const client = new Client({ name: "image", version: "1.0.0" });
    const transport = new StdioClientTransport({
      command,
      args: [...before, ...alone, "-i", ...quiet, tag, ...args],
      stderr: "ignore",
    });
    await client.connect(transport, { timeout: 60_000 });
    return client;
  };

  return [
    [
      "version without a network, read-only, without capabilities",
      async () => {
        const said = await engine.call([...alone, ...quiet, tag, "--version"]);
        expect(said === version, `it says ${said}, not ${version}`);
        return said;
      },
    ],
    [
      "HTTP without authentication is refused",
      async () => {
        const { code, error, out } = await engine.tryCall([
          ...alone,
          ...quiet,
          "-e",
          "ITGLUE_API_KEY=ITG.not-a-key",
          tag,
        ]);
        expect(code === 1, `it ended with ${code}`);
        expect(/without authentication/.test(error + out), `it says ${error}${out}`);
        return "exit code 1";
      },
    ],
    [
      "initialize and a tool call over stdio, all vendors and one",
      async () => {
        const seen: string[] = [];
        for (const [args, name] of [
          [["--transport", "stdio", "--sandbox"], "psa-mcp"],
          [["itglue", "--transport", "stdio", "--sandbox"], "psa-mcp-itglue"],
        ] as const) {
          const client = await stdio(args);
          const server = client.getServerVersion()?.name;
          expect(server === name, `the server is called ${String(server)}`);
          const { tools } = await client.listTools();
          const result = await client.callTool({
            name: "itglue_list_organizations",
            arguments: { page_size: 2 },
          });
          expect(/organizations/.test(JSON.stringify(result.content)), "no organizations");
          await client.close();
          seen.push(`${name} ${tools.length} tools`);
        }
        return seen.join(", ");
      },
    ],
    [
      "HTTP: a container with the sandboxes starts",
      async () => {
        await engine.call([
          "run",
          "-d",
          "--name",
          web,
          "-p",
          "127.0.0.1::3000",
          "--tmpfs",
          "/tmp",
          ...flags,
          "-e",
          `MCP_TOKENS_ADMIN=image:${token}`,
          tag,
          "--sandbox",
        ]);
        const port = (await engine.call(["port", web, "3000/tcp"])).split(":").at(-1) ?? "";
        url = `http://127.0.0.1:${port}`;
        const health = await answering(`${url}/health`);
        return JSON.stringify(health["vendors"]);
      },
    ],
    [
      "HTTP: list, call, and a refusal without a token",
      async () => {
        const refused = await fetch(`${url}/mcp`, { method: "POST", body: "{}" });
        expect(refused.status === 401, `without a token: ${refused.status}`);
        const client = new Client({ name: "image", version: "1.0.0" });
        await client.connect(
          new StreamableHTTPClientTransport(new URL(`${url}/mcp`), {
            requestInit: { headers: { authorization: `Bearer ${token}` } },
          }),
        );
        const { tools } = await client.listTools();
        const result = await client.callTool({
          name: "cw_search_tickets",
          arguments: { page_size: 2 },
        });
        expect(/tickets/.test(JSON.stringify(result.content)), "no tickets");
        await client.close();
        return `${tools.length} tools`;
      },
    ],
    [
      "health check",
      async () => {
        const test =
          "fetch('http://127.0.0.1:'+process.env.PORT+'/health').then(r=>process.exit(r.ok?0:1),()=>process.exit(1))";
        await engine.call(
          engine.name === "podman"
            ? ["healthcheck", "run", web]
            : ["exec", web, "node", "-e", test],
        );
        return "exit code 0";
      },
    ],
    [
      "user, and no file that can be written",
      async () => {
        const uid = await engine.call(["exec", web, "id", "-u"]);
        expect(uid === "1000", `the user is ${uid}`);
        const write = await engine.tryCall(["exec", web, "sh", "-c", "echo x > /app/x"]);
        expect(write.code !== 0, "/app can be written");
        return `uid ${uid}, /app read-only`;
      },
    ],
    [
      "no package manager, no sources, no secrets in the image",
      async () => {
        const script =
          "for p in npm npx pnpm yarn corepack; do command -v $p && exit 1; done; ls -A /app; ls -d /src 2>/dev/null && exit 1; find /app -name '*.ts' -o -name '.env*' -o -name '*.map' | grep . && exit 1; exit 0";
        const files = await engine.call(["exec", web, "sh", "-c", script]);
        return files.split("\n").join(" ");
      },
    ],
    [
      "a clean stop",
      async () => {
        const started = performance.now();
        await engine.call(["stop", "-t", "10", web]);
        const took = Math.round(performance.now() - started);
        const code = await engine.call(["inspect", web, "--format", "{{.State.ExitCode}}"]);
        expect(code === "0", `the exit code is ${code}`);
        await engine.call(["rm", "-f", web]);
        return `exit code 0 after ${took} ms`;
      },
    ],
    [
      "size",
      async () => {
        const bytes = Number(await engine.call(["image", "inspect", tag, "--format", "{{.Size}}"]));
        const megabytes = Math.round(bytes / 1e6);
        expect(megabytes <= MOST_MEGABYTES, `${megabytes} MB exceed ${MOST_MEGABYTES} MB`);
        return `${megabytes} MB`;
      },
    ],
  ];
}

/** Waits until an address answers, and gives its JSON. */
async function answering(address: string): Promise<Record<string, unknown>> {
  const end = Date.now() + 30_000;
  for (;;) {
    try {
      const answer = await fetch(address);
      if (answer.ok) return (await answer.json()) as Record<string, unknown>;
    } catch {
      // Not yet.
    }
    if (Date.now() > end) throw new Error(`${address} does not answer`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
