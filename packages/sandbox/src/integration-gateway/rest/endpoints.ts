import { json, type Answer } from "../../http/message.ts";
import { detail } from "../errors.ts";
import { number, text, type Row } from "../model.ts";
import type { Call } from "../state.ts";
import { readBody } from "./body.ts";
import { authenticated, contentAnswer, inputOf, perform } from "./execute.ts";

/** True for addresses that users define. */
export function isEndpointPath(path: string): boolean {
  return /^\/(?:api|rest)\//.test(path);
}

/** `/api/{path}` and `/rest/{path}`: web service endpoints that users defined. */
export async function callEndpoint(call: Call): Promise<Answer> {
  const { state, request } = call;
  const principal = authenticated(state, request);
  const found = state.store
    .table("endpoints")
    .all()
    .flatMap((row) => {
      const path = match(row, request.url.pathname);
      return path === undefined ? [] : [{ row, path }];
    });
  if (found.length === 0) throw detail(404, "Not found.");
  const chosen = found.find(({ row }) => row["method"] === request.method);
  if (chosen === undefined) {
    const answer = json(405, { detail: `Method "${request.method}" not allowed.` });
    answer.headers["allow"] = found.map(({ row }) => text(row, "method")).join(", ");
    return answer;
  }
  const integration = state.store.table("integrations").get(number(chosen.row, "integration"));
  if (integration === undefined || integration["active"] !== true) throw detail(404, "Not found.");
  const { payload, files } = readBody(request);
  if (["PUT", "PATCH"].includes(request.method) && files.length > 1) {
    throw detail(415, `${request.method} takes one file.`);
  }
  const input = inputOf(request, principal, { payload, files, path: chosen.path });
  const type = text(chosen.row, "response_content_type");
  return perform(call, principal, integration, input, ({ output }) => contentAnswer(output, type));
}

/** The values of the `{name}` places when a path fits an endpoint. */
function match(endpoint: Row, path: string): Record<string, string> | undefined {
  const pattern = `${text(endpoint, "prefix")}/${text(endpoint, "path")}`.split("/");
  const given = path.replace(/\/$/, "").split("/");
  if (pattern.length !== given.length) return undefined;
  const values: Record<string, string> = {};
  for (const [index, wanted] of pattern.entries()) {
    const segment = given[index] ?? "";
    const name = /^\{(\w+)\}$/.exec(wanted)?.[1];
    if (name === undefined && wanted !== segment) return undefined;
    if (name === undefined) continue;
    try {
      values[name] = decodeURIComponent(segment);
    } catch {
      return undefined;
    }
  }
  return values;
}
