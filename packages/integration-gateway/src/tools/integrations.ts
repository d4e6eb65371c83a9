import {
  item,
  joinPaths,
  message,
  path,
  PsaError,
  view,
  z,
  type ApiPath,
  type PlainRecord,
  type Settings,
  type AnyTool,
} from "@psa-mcp/core";
import { defineTool } from "../define.ts";
import {
  assertConfigured,
  assertSuccess,
  bodyArguments,
  bodyOf,
  recordOf,
} from "../http-answer.ts";
import { compare } from "../composites/compare.ts";
import { lastRuns, readStructure, summaryOf } from "../composites/read.ts";
import { executePrefix, instanceOf } from "../settings.ts";

const answerView = view(
  "answers",
  "status",
  { key: "body", format: "json", max: 20_000 },
  "run_id",
  {
    key: "headers",
    format: "json",
  },
);

const runIntegration = defineTool({
  name: "run_integration",
  title: "Run integration",
  tier: "destructive",
  toolset: "rest",
  requires: ["allow-execute"],
  keyed: true,
  idempotent: false,
  description:
    "Runs an integration over HTTP, without MCP: for service accounts. The answer is whatever the integration puts out. With MCP use execute_integration.",
  input: z.object({
    path_name: z.string().min(1).max(200).describe("Unique name of the integration"),
    ...bodyArguments,
  }),
  preview: async ({ input, settings }) =>
    `Run the integration ${input.path_name} on ${instanceOf(settings)?.origin ?? "the instance"} with ${shown(input)}.`,
  async handler({ input, client, settings, idempotencyKey }) {
    assertConfigured(settings);
    assertListed(input.path_name, settings);
    const answer = await client.send(executePath(settings, input.path_name), {
      method: "POST",
      idempotencyKey: shortKey(idempotencyKey),
      ...bodyOf(input),
      ...(input.headers === undefined ? {} : { headers: input.headers }),
      seconds: input.timeout_seconds ?? 120,
    });
    if (answer === undefined) return message("Nothing was run.");
    assertSuccess(answer, `The integration ${input.path_name}`);
    return item(recordOf(answer), answerView);
  },
});

/** The vendor takes keys of at most 64 characters. */
function shortKey(key: string): string {
  if (key.length <= 64) return key;
  throw new PsaError("invalid_arguments", "idempotency_key has at most 64 characters here.");
}

function executePath(settings: Settings, pathName: string): ApiPath {
  const parts = executePrefix(settings)
    .split("/")
    .filter((part) => part !== "");
  return joinPaths(...parts.map((part) => path`/${part}`), path`/${pathName}`);
}

function assertListed(pathName: string, settings: Settings): void {
  const listed = settings["igIntegrations"];
  if (!Array.isArray(listed) || listed.length === 0 || listed.includes(pathName)) return;
  throw new PsaError(
    "forbidden",
    `${pathName} is not one of the integrations that may be run here.`,
    {
      advice: `These may: ${listed.join(", ")} (IG_INTEGRATIONS).`,
    },
  );
}

/** What is sent, in short: a preview is no place for a bank's data. */
function shown(input: PlainRecord): string {
  const names = ["payload", "text", "fields", "files"].filter((name) => input[name] !== undefined);
  if (names.length === 0) return "no payload";
  const sizes = names.map((name) => `${name} (${JSON.stringify(input[name]).length} characters)`);
  return sizes.join(", ");
}

const integrationOverview = defineTool({
  name: "integration_overview",
  title: "Integration overview",
  tier: "read",
  toolset: "composites",
  description:
    "One integration on one page: its parts counted, what is off or unapproved, and its last runs. For every detail use read_integration.",
  input: z.object({ integration: z.string().min(1).max(200).describe("path_name") }),
  async handler({ input, remote }) {
    const gateway = remote("gateway");
    const structure = await readStructure(gateway, input.integration);
    const runs = await lastRuns(gateway, input.integration, 10);
    return item(summaryOf(input.integration, structure, runs), overviewView, {
      notes: runs.note === undefined ? [] : [runs.note],
    });
  },
});

const overviewView = view(
  "overviews",
  "integration",
  "description",
  "active",
  { key: "callable_over_http", label: "callable over HTTP" },
  "runs_in_background",
  { key: "parts", format: "json" },
  { key: "service_requests", format: "json", max: 4000 },
  { key: "attention", format: "json", max: 4000 },
  { key: "last_runs", format: "json", max: 4000 },
);

const diffIntegration = defineTool({
  name: "diff_integration",
  title: "Compare environments",
  tier: "read",
  toolset: "composites",
  description:
    "What differs in one integration between this instance and the second one (IG_OTHER_URL), part by part, ids aside.",
  input: z.object({
    integration: z.string().min(1).max(200).describe("path_name, the same in both"),
  }),
  async handler({ input, remote }) {
    const [here, there] = [remote("gateway"), remote("other")];
    const [left, right, leftUrl, rightUrl] = await Promise.all([
      readStructure(here, input.integration),
      readStructure(there, input.integration),
      here.address(),
      there.address(),
    ]);
    const differences = compare(left, right);
    const record = {
      integration: input.integration,
      here: leftUrl,
      other: rightUrl,
      same: differences.length === 0,
      differences,
    };
    return differences.length === 0
      ? message(`${input.integration} is the same on both instances.`, record)
      : item(record, diffView, { rows: "differences", rowsView: differenceView });
  },
});

const diffView = view("comparisons", "integration", "here", "other", "same");
const differenceView = view(
  "differences",
  "part",
  "which",
  "field",
  { key: "here", max: 300 },
  { key: "other", max: 300 },
);

export const integrationTools: readonly AnyTool[] = [
  runIntegration,
  integrationOverview,
  diffIntegration,
];
