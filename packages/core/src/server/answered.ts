import type { FieldChange, VendorClient } from "../define/client.ts";
import type { PlainRecord, ToolResult } from "../define/result.ts";
import type { FileAccess } from "../define/tool.ts";
import type { Recorded } from "./ledger.ts";
import {
  changeLines,
  fenced,
  renderPlan,
  renderResult,
  type RenderedResult,
  type RenderOptions,
} from "./render/index.ts";
import { shrink } from "./render/shrink.ts";

/** What a handler made of a call, before anybody asked for a form of it. */
export interface Made {
  readonly result: ToolResult;
  /** What the call's updates changed. */
  readonly changes: readonly FieldChange[];
}

/** A POST that changes nothing that was there makes a new record. */
const makesNew = (method: string, changes: readonly FieldChange[]): boolean =>
  method === "POST" && changes.every(({ from }) => from === null);

/** The result of a handler with what its writes changed. What a new record holds is the answer itself; only updates have a difference. */
export function madeBy(result: ToolResult, client: VendorClient): Made {
  return {
    result,
    changes: client.planned.flatMap(({ method, changes = [] }) =>
      makesNew(method, changes) ? [] : changes,
    ),
  };
}

/** A result as this call wants it; a repeated write says that it is the first one's. */
export function answered(
  { value, repeats }: Recorded<Made>,
  options: RenderOptions,
): RenderedResult {
  const rendered = withChanges(renderResult(value.result, options), value.changes, options);
  if (repeats === undefined) return rendered;
  const note =
    `Not sent again: the same call was made ${repeats}, and this is its answer. ` +
    "For a second one on purpose, repeat the call with a new idempotency_key.";
  return extended(rendered, { repeated: true, note }, note, options);
}

/** What a dry run would do. What belongs to the server itself sends nothing; there the tool's own words count. */
export function planned(
  result: ToolResult,
  client: VendorClient,
  owner: "vendor" | "server",
  options: RenderOptions,
): RenderedResult {
  if (owner === "vendor" || client.planned.length > 0 || result.kind !== "message")
    return renderPlan(client.planned, options);
  const record = { ...result.record, dry_run: true };
  return renderResult(
    { ...result, text: `Dry run: nothing was done. ${result.text}`, record },
    options,
  );
}

/** Files as a dry run may use them: no slot is opened or emptied, whatever the handler forgets. */
export function untouched(files: FileAccess): FileAccess {
  const refuse = async (): Promise<never> => {
    throw new Error("a file or an upload slot was used in a dry run");
  };
  return {
    ...files,
    ...(files.requestUpload === undefined ? {} : { requestUpload: refuse }),
    ...(files.takeUpload === undefined ? {} : { takeUpload: refuse }),
    ...(files.writeLocal === undefined ? {} : { writeLocal: refuse }),
  };
}

/** Adds what the call's writes changed, so that an update is never reported without its difference. */
function withChanges(
  rendered: RenderedResult,
  changes: readonly FieldChange[],
  options: RenderOptions,
): RenderedResult {
  if (changes.length === 0) return rendered;
  const data = shrink(changes, options.budget).value;
  return extended(
    rendered,
    { changes: data },
    fenced(`Changed:\n${changeLines(changes).join("\n")}`, options),
    options,
  );
}

/** Adds facts to the data of an answer and a line to its text; JSON stays one value. */
function extended(
  rendered: RenderedResult,
  facts: PlainRecord,
  line: string,
  options: RenderOptions,
): RenderedResult {
  const structured =
    rendered.structuredContent === undefined
      ? {}
      : { structuredContent: { ...rendered.structuredContent, ...facts } };
  const [first, ...others] = rendered.content;
  if (first?.type !== "text")
    return {
      ...rendered,
      ...structured,
      content: [...rendered.content, { type: "text", text: line }],
    };
  const text = options.format === "json" ? withFacts(first.text, facts) : `${first.text}\n${line}`;
  return { ...rendered, ...structured, content: [{ type: "text", text }, ...others] };
}

/** Ready pieces of text are no JSON, whatever was asked for. */
function withFacts(text: string, facts: PlainRecord): string {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === "object" && value !== null && !Array.isArray(value))
      return JSON.stringify({ ...value, ...facts });
  } catch {
    // Said below.
  }
  return `${text}\n${JSON.stringify(facts)}`;
}
