import {
  item,
  joinPaths,
  message,
  path,
  PsaError,
  view,
  z,
  type ApiPath,
  type Settings,
  type Tier,
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
import { instanceOf } from "../settings.ts";

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

const callWebServiceEndpoint = defineTool({
  name: "call_web_service_endpoint",
  title: "Call web service endpoint",
  tier: "destructive",
  toolset: "rest",
  requires: ["allow-execute"],
  keyed: true,
  idempotent: false,
  description:
    "Calls an HTTP endpoint that was defined on the instance, below /api/ or /rest/. It runs the integration behind it. The answer is the integration's own.",
  input: z.object({
    method: z.enum(["GET", "POST", "PUT", "PATCH", "DELETE"]),
    prefix: z.enum(["api", "rest"]).default("api"),
    path: z.string().min(1).max(500).describe("Below the prefix: accounts/17"),
    params: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).optional(),
    ...bodyArguments,
  }),
  preview: async ({ input, settings }) =>
    `${input.method} /${input.prefix}/${input.path} on ${instanceOf(settings)?.origin ?? "the instance"}.`,
  async handler({ input, client, settings, idempotencyKey }) {
    assertConfigured(settings);
    const bodiless = input.method === "GET" || input.method === "DELETE";
    const body = bodyOf(input);
    if (bodiless && Object.keys(body).length > 0) {
      throw new PsaError("invalid_arguments", `${input.method} carries no body on the instance.`, {
        advice: "Give params instead.",
      });
    }
    const several = (input.files?.length ?? 0) > 1;
    if (several && (input.method === "PUT" || input.method === "PATCH")) {
      throw new PsaError("invalid_arguments", `${input.method} takes one file at most.`, {
        advice: "Send several files with POST.",
      });
    }
    const answer = await client.send(endpointPath(input.prefix, input.path), {
      method: input.method,
      ...(input.params === undefined ? {} : { query: input.params }),
      ...body,
      ...(input.headers === undefined ? {} : { headers: input.headers }),
      ...(input.method === "GET" ? {} : { idempotencyKey: idempotencyKey.slice(0, 64) }),
      seconds: input.timeout_seconds ?? 120,
    });
    if (answer === undefined) return message("Nothing was called.");
    assertSuccess(answer, `${input.method} /${input.prefix}/${input.path}`);
    return item(recordOf(answer), answerView);
  },
});

/** Every part of the path as one segment, so that none of them leads elsewhere. */
function endpointPath(prefix: string, text: string): ApiPath {
  const parts = text.replace(/^\/+/, "").split("/");
  return joinPaths(path`/${prefix}`, ...parts.map((part) => path`/${part}`));
}

export const endpointTools: readonly AnyTool[] = [callWebServiceEndpoint];
