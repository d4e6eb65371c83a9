import { CodeError, evaluate, isTrue } from "./expression.ts";

/** What statements can do to the run they belong to. */
export interface HookRun {
  /** Names that code reads; assignments add to it. */
  scope: Record<string, unknown>;
  output: { payload: unknown; status: number; headers: Record<string, string> };
  label(text: string): void;
  debug(values: readonly unknown[]): void;
  /** Runs another integration and gives its output's payload. */
  callint(pathName: string, payload: unknown): Promise<unknown>;
  sleep(seconds: number): Promise<void>;
}

/** Thrown by `end(...)`: the run stops here, and well. */
export class Ended extends Error {}

const ASSIGNMENT = /^([A-Za-z_]\w*)((?:\["\w[\w-]*"\])*)\s*=(?!=)\s*(.+)$/s;
const CALL = /^([A-Za-z_][\w.]*)\((.*)\)$/s;

/**
 * Runs a hook line by line. The language is a small part of the original's: comments, assignments to
 * names and to `output[...]`, `if`/`else` of one level, `raise`, and calls of add_run_label, debug,
 * keep, end, callint and time.sleep. Throws a CodeError for anything else.
 */
export async function runHook(code: string, run: HookRun): Promise<void> {
  let branch: boolean | undefined;
  for (const line of joined(code)) {
    const isIndented = /^\s/.test(line);
    const statement = line.trim();
    if (!isIndented && statement === "else:") {
      branch = branch === undefined ? undefined : !branch;
      continue;
    }
    if (!isIndented) branch = undefined;
    if (isIndented && branch !== true) continue;
    const condition = /^if\s+(.+):$/s.exec(statement)?.[1];
    if (condition === undefined) await execute(statement, run);
    else branch = isTrue(evaluate(condition, run.scope));
  }
}

/** Lines with their continuation inside brackets, without comments and blank lines. */
function joined(code: string): string[] {
  const lines: string[] = [];
  let open = "";
  for (const line of code.split("\n")) {
    if (/^\s*(?:#|$)/.test(line)) continue;
    open = open === "" ? line : `${open}\n${line}`;
    if (depth(open) > 0) continue;
    lines.push(open);
    open = "";
  }
  return open === "" ? lines : [...lines, open];
}

function depth(line: string): number {
  const bare = line.replace(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'/g, "");
  return (bare.match(/[([{]/g)?.length ?? 0) - (bare.match(/[)\]}]/g)?.length ?? 0);
}

async function execute(statement: string, run: HookRun): Promise<void> {
  const raised = /^raise\s+(\w+)\((.*)\)$/s.exec(statement);
  if (raised !== null) {
    const [, kind = "Exception", text = '""'] = raised;
    throw new CodeError(`${kind}: ${String(evaluate(text, run.scope))}`);
  }
  const assigned = ASSIGNMENT.exec(statement);
  if (assigned !== null) {
    const [, name = "", keys = "", code = ""] = assigned;
    assign(
      run,
      name,
      [...keys.matchAll(/"([^"]+)"/g)].map(([, key]) => key ?? ""),
      await valueOf(code, run),
    );
    return;
  }
  await valueOf(statement, run);
}

/** A call with an effect, or an expression. */
async function valueOf(code: string, run: HookRun): Promise<unknown> {
  const [, name = "", text = ""] = CALL.exec(code) ?? [];
  const given = (): unknown[] => evaluate(`[${text}]`, run.scope) as unknown[];
  switch (name) {
    case "add_run_label":
      run.label(String(given()[0]));
      return null;
    case "debug":
    case "keep":
      run.debug(given());
      return null;
    case "end": {
      const [payload, status, headers] = given();
      assignOutput(run, { payload, status, headers });
      throw new Ended();
    }
    case "callint": {
      const [pathName, payload] = given();
      return run.callint(String(pathName), payload ?? null);
    }
    case "time.sleep":
      await run.sleep(Number(given()[0]));
      return null;
    default:
      return evaluate(code, run.scope);
  }
}

function assign(run: HookRun, name: string, keys: readonly string[], value: unknown): void {
  if (name !== "output") {
    if (keys.length > 0) throw new CodeError(`TypeError: '${name}' does not support assignment`);
    run.scope[name] = value;
    return;
  }
  const [part, ...deeper] = keys;
  if (part === undefined) throw new CodeError("TypeError: output cannot be replaced");
  if (deeper.length === 0) {
    assignOutput(run, { [part]: value });
    return;
  }
  const target = (part === "headers" ? run.output.headers : run.output.payload) ?? {};
  if (part === "payload" && run.output.payload === null) run.output.payload = target;
  (target as Record<string, unknown>)[deeper[0] ?? ""] = value;
}

function assignOutput({ output }: HookRun, given: Readonly<Record<string, unknown>>): void {
  if (given["payload"] !== undefined) output.payload = given["payload"];
  if (typeof given["status"] === "number") output.status = given["status"];
  if (typeof given["headers"] === "object" && given["headers"] !== null) {
    const pairs = Object.entries(given["headers"]).map(([name, value]) => [name, String(value)]);
    output.headers = Object.fromEntries(pairs) as Record<string, string>;
  }
}
