import { attempt, PsaError, reasonOf, type PlainRecord, type Remote } from "@psa-mcp/core";

/** The parts of an integration by kind, as the instance's read_integration gives them. */
export interface Structure {
  readonly integration: PlainRecord;
  readonly parts: Readonly<Record<string, readonly PlainRecord[]>>;
}

/** Kinds of parts, by the names under which answers carry them. */
export const KINDS = [
  "servicerequests",
  "fieldmappings",
  "validationrules",
  "masks",
  "valuemappingsets",
  "valuemappings",
] as const;

const isRecord = (value: unknown): value is PlainRecord =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const records = (value: unknown): readonly PlainRecord[] =>
  Array.isArray(value) ? value.filter(isRecord) : [];

/** Throws `unsupported` where the instance has no such tool for this account. */
export async function assertTool(remote: Remote, tool: string): Promise<void> {
  if (await remote.has(tool)) return;
  const status = await remote.signIn();
  if (status.state === "signed-out" || status.state === "waiting") {
    throw new PsaError("credential_missing", "Nobody is signed in to the instance.", {
      advice: "Call ig_login.",
    });
  }
  throw new PsaError("unsupported", `The instance offers this account no ${tool}.`, {
    advice: "Ask an administrator of the instance for the permission.",
  });
}

/** The failure as it is, or that the integration is not there: the instance says so in a sentence alone. */
function thereOr(failure: PsaError, integration: string): PsaError {
  const missing = failure.reasons.some(
    ({ text }) => text.includes(integration) && /not found|does not exist/i.test(text),
  );
  if (!missing) return failure;
  return new PsaError("not_found", `There is no integration "${integration.slice(0, 100)}".`, {
    advice: "list_integrations names them all.",
  });
}

/** An integration with all of its parts. The names of the answer differ by version; a part may stand below its kind or its kind's plural. */
export async function readStructure(remote: Remote, integration: string): Promise<Structure> {
  await assertTool(remote, "read_integration");
  const answer = await attempt(remote.call("read_integration", { integration }));
  if (answer.failure !== undefined) throw thereOr(answer.failure, integration);
  const read = answer.value;
  if (!isRecord(read))
    throw new PsaError("bad_response", "The instance answered read_integration with no record.");
  const holder = isRecord(read["components"]) ? { ...read, ...read["components"] } : read;
  const parts: Record<string, readonly PlainRecord[]> = {};
  for (const kind of KINDS) parts[kind] = records(holder[kind] ?? holder[kind.replace(/s$/, "")]);
  const own = holder["integration"];
  const integrationRecord = isRecord(own)
    ? own
    : Array.isArray(own) && isRecord(own[0])
      ? own[0]
      : Object.fromEntries(Object.entries(read).filter(([, value]) => typeof value !== "object"));
  return { integration: integrationRecord, parts };
}

/** The last runs, newest first; a note instead where the account may not see them. */
export async function lastRuns(
  remote: Remote,
  integration: string,
  limit: number,
  status?: string,
): Promise<{ readonly runs: readonly PlainRecord[]; readonly note?: string }> {
  if (!(await remote.has("search_run_histories")))
    return { runs: [], note: 'Runs are not shown: it takes "Can use MCP Run History tool".' };
  const found = await attempt(
    remote.call("search_run_histories", {
      integration,
      limit,
      ...(status === undefined ? {} : { status }),
    }),
  );
  if (found.failure !== undefined) {
    const failure = thereOr(found.failure, integration);
    if (failure.code === "not_found") throw failure;
    return { runs: [], note: `Runs are not shown: ${reasonOf(failure)}` };
  }
  return { runs: runsIn(found.value).slice(0, limit) };
}

/** The list in an answer, whatever it is called there. */
export function runsIn(answer: unknown): readonly PlainRecord[] {
  if (Array.isArray(answer)) return records(answer);
  if (!isRecord(answer)) return [];
  for (const key of ["run_histories", "runs", "results", "items", "histories"])
    if (Array.isArray(answer[key])) return records(answer[key]);
  return records(Object.values(answer).find((value) => Array.isArray(value)));
}

const word = (record: PlainRecord, ...keys: readonly string[]): unknown =>
  keys
    .map((key) => record[key])
    .find((value) => value !== undefined && value !== null && value !== "");

/** A run in a line. */
export function runLine(run: PlainRecord): PlainRecord {
  return {
    run_history_id: word(run, "run_history_id", "id") ?? null,
    status: word(run, "status") ?? null,
    started_at: word(run, "started_at", "start", "start_date", "created") ?? null,
    ...(word(run, "labels") === undefined ? {} : { labels: run["labels"] }),
    ...(word(run, "message", "error", "error_message") === undefined
      ? {}
      : { message: word(run, "message", "error", "error_message") }),
  };
}

/** One page about an integration. */
export function summaryOf(
  name: string,
  { integration, parts }: Structure,
  { runs }: { readonly runs: readonly PlainRecord[] },
): PlainRecord {
  const requests = parts["servicerequests"] ?? [];
  const mappings = parts["fieldmappings"] ?? [];
  const attention = [
    ...(integration["active"] === false ? ["The integration is not active."] : []),
    ...unapproved(mappings),
    ...(runs.filter((run) => run["status"] === "failure").length === 0
      ? []
      : [
          `${runs.filter((run) => run["status"] === "failure").length} of the last ${runs.length} runs failed.`,
        ]),
  ];
  return {
    integration: name,
    description: integration["description"] ?? null,
    active: integration["active"] ?? null,
    callable_over_http: integration["http_api"] ?? null,
    runs_in_background: integration["run_async"] ?? null,
    parts: Object.fromEntries(KINDS.map((kind) => [kind, (parts[kind] ?? []).length])),
    service_requests: requests.map((request) => ({
      sequence: request["sequence"],
      system: request["system"],
      service: request["service_name"],
      ...(word(request, "call_if") === undefined ? {} : { call_if: request["call_if"] }),
    })),
    attention,
    last_runs: runs.map(runLine),
  };
}

function unapproved(mappings: readonly PlainRecord[]): readonly string[] {
  const open = mappings.filter((mapping) => mapping["approved"] === false);
  return open.length === 0
    ? []
    : [`${open.length} of ${mappings.length} field mappings are not approved.`];
}
