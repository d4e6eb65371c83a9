import type { PlannedRequest } from "../../define/client.ts";
import { fitting } from "./budget.ts";
import { changeLines } from "./changes.ts";
import { fenced, shaped } from "./frame.ts";
import type { RenderedResult, RenderOptions } from "./index.ts";
import { shrink } from "./shrink.ts";

const LONGEST_BODY = 4000;

/** What a dry run would send: the requests and, where the present record is known, the difference. */
export function renderPlan(
  planned: readonly PlannedRequest[],
  options: RenderOptions,
): RenderedResult {
  const entries = planned.map(spoken);
  const count = fitting(entries, options.budget - 60);
  const left = planned.length - count;
  const summary =
    planned.length === 0
      ? "Dry run: nothing was sent, and nothing would be: there is no difference."
      : `Dry run: nothing was sent. ${planned.length === 1 ? "This request" : `These ${planned.length} requests`} would be:`;
  const rest = left === 0 ? "" : `And ${left} more requests, left out for length.`;
  const text = [summary, fenced(entries.slice(0, count).join("\n"), options), rest]
    .filter((part) => part !== "")
    .join("\n");
  const data = shrink(planned.slice(0, count), options.budget);
  return shaped(
    text,
    {
      dry_run: true,
      requests: data.value,
      ...(data.clipped || left > 0 ? { truncated: true, total_requests: planned.length } : {}),
    },
    summary,
    options,
  );
}

function spoken(request: PlannedRequest, index: number): string {
  const body = request.body === undefined ? "" : JSON.stringify(request.body);
  const shown =
    body.length > LONGEST_BODY
      ? `${body.slice(0, LONGEST_BODY)}…[${body.length - LONGEST_BODY} more characters]`
      : body;
  return [
    `${index + 1}. ${request.method} ${request.target}`,
    ...(shown === "" ? [] : [`   ${shown}`]),
    ...(request.method === "POST" && request.updates !== true
      ? []
      : changeLines(request.changes ?? []).map((line) => `   ${line}`)),
  ].join("\n");
}
