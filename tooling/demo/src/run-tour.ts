import { Client, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";
import { listTokens } from "@psa-mcp/core/testing";
import type { AuditLine, RunningServer } from "./running-server.ts";
import { screen } from "./screen.ts";
import type { Demo, Facts, TourStep } from "./tour.ts";

const USUAL_LINES = 8;
const LONGEST_WAIT = 5000;

/** Shows what all vendors together, and the discover mode, put into a client's context. */
export async function showEverything(server: RunningServer): Promise<void> {
  const looks = [
    ["All vendors in one list", server.endpoint],
    ["The same, discovered step by step", `${server.endpoint}?toolsets=discover`],
  ] as const;
  for (const [index, [title, endpoint]] of looks.entries()) {
    await withClient(server, endpoint, (client) => showTools(client, index + 1, title));
  }
}

/** Connects a real client and carries out the steps of one vendor's tour; throws at the first that goes wrong. */
export async function runTour(server: RunningServer, demo: Demo): Promise<void> {
  await withClient(server, server.endpointOf(demo.vendor), async (client) => {
    await showTools(client, 1, "List the tools");
    const facts: Record<string, string | number> = {};
    let number = 2;
    for (const step of demo.steps) {
      Object.assign(facts, await carryOut(client, step, facts, number));
      number += 1;
    }
    await showAudit(server, demo, number);
  });
}

async function withClient(
  server: RunningServer,
  endpoint: string,
  work: (client: Client) => Promise<void>,
): Promise<void> {
  const client = new Client({ name: "psa-mcp-demo", version: "1.0.0" });
  const transport = new StreamableHTTPClientTransport(new URL(endpoint), {
    // Structured answers as well, so that the tour reads ids from data and not out of sentences.
    requestInit: { headers: { Authorization: `Bearer ${server.token}`, "X-MCP-Results": "both" } },
  });
  await client.connect(transport);
  try {
    await work(client);
  } finally {
    await client.close();
  }
}

async function showTools(client: Client, number: number, title: string): Promise<void> {
  const { tools } = await client.listTools();
  // Without the words that only this client's wish for structured answers adds.
  const usual = tools.map(({ outputSchema: _outputSchema, ...tool }) => tool);
  screen.step(number, title);
  screen.call("tools/list");
  const names = tools.map((tool) => tool.name);
  const reading = tools.filter((tool) => tool.annotations?.readOnlyHint === true).length;
  screen.answer(
    [
      `${tools.length} tools, ${reading} of them only read; ${listTokens(usual).toLocaleString("en-US")} tokens in a model's context`,
      `${names.slice(0, 4).join(", ")}${names.length > 4 ? ", …" : ""}`,
    ],
    0,
  );
}

async function carryOut(
  client: Client,
  step: TourStep,
  facts: Facts,
  number: number,
): Promise<Facts> {
  const given = step.arguments(facts);
  screen.step(number, step.title);
  screen.call(`${step.tool} ${JSON.stringify(given)}`);
  const started = performance.now();
  const result = await client.callTool({ name: step.tool, arguments: given });
  const milliseconds = Math.round(performance.now() - started);
  const text = textOf(result.content);
  if (result.isError === true) throw new Error(`${step.tool}: ${text}`);
  if (step.expect !== undefined && !step.expect.test(text)) {
    throw new Error(`${step.tool}: the answer lacks ${String(step.expect)}`);
  }
  const lines = text
    .split("\n")
    .filter((line) => line.trim() !== "" && !/^<\/?[a-z-]+-data>$/.test(line.trim()));
  const shown = step.show?.(lines) ?? lines.slice(0, USUAL_LINES);
  screen.answer(shown, step.show === undefined ? lines.length - shown.length : 0);
  screen.note(`${milliseconds} ms`);
  return step.learn?.((result.structuredContent ?? {}) as Record<string, unknown>) ?? {};
}

function textOf(content: unknown): string {
  if (!Array.isArray(content)) return "";
  return (content as { type: string; text?: string }[])
    .map((block) => (block.type === "text" ? (block.text ?? "") : ""))
    .join("\n");
}

async function showAudit(server: RunningServer, demo: Demo, number: number): Promise<void> {
  const lines = await callsOf(server, demo);
  const wrote = lines.findLast((line) => line["tool_class"] !== "read" && line["outcome"] === "ok");
  screen.step(
    number,
    `What the audit trail says of the ${wrote === undefined ? "last call" : "change"}`,
  );
  screen.answer([JSON.stringify(wrote ?? lines.at(-1))], 0);
  screen.note("Who, what and on which record; never the words themselves, never a key.");
}

/** The calls of a tour in the audit trail. The server writes it apart from its answers, so a line may arrive a moment later. */
async function callsOf(server: RunningServer, demo: Demo): Promise<readonly AuditLine[]> {
  const calls = (): AuditLine[] =>
    server.audit.filter((line) => line["event"] === "tool.call" && line["vendor"] === demo.vendor);
  if (calls().length < demo.steps.length) {
    await new Promise<void>((resolve, reject) => {
      const timer = setTimeout(
        () => reject(new Error(`the audit trail has not all calls of ${demo.title}`)),
        LONGEST_WAIT,
      );
      server.onAudit(() => {
        if (calls().length < demo.steps.length) return;
        clearTimeout(timer);
        resolve();
      });
    });
  }
  return calls();
}
