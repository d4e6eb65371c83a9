import {
  createInstance,
  getHttpOperationsFromSpec,
  type IHttpRequest,
} from "@stoplight/prism-http";
import type { RecordedExchange } from "./exchange.ts";
import { CHANGES, tighten, type OpenApi } from "./tighten.ts";

/** One way in which a request or an answer differs from the contract. */
export interface Violation {
  readonly side: "request" | "answer";
  readonly method: string;
  /** The path below the base path, without query. */
  readonly path: string;
  /** `body.status.nmae: …`, `query: …`, `route: …`. */
  readonly what: string;
}

/** Judges exchanges by one contract. */
export interface Judge {
  judge(exchange: RecordedExchange): Promise<readonly Violation[]>;
}

type Operation = Awaited<ReturnType<typeof getHttpOperationsFromSpec>>[number];

interface Diagnostic {
  readonly path?: readonly string[];
  readonly message: string;
  readonly code?: string | number;
  /** 0 is an error. */
  readonly severity: number;
}

/** What Prism says of one exchange. */
interface Verdict {
  readonly operation?: Operation | undefined;
  readonly input: readonly Diagnostic[];
  readonly output: readonly Diagnostic[];
  /** There is no such path or method. */
  readonly lost?: string;
}

type Either<T> =
  | { readonly _tag: "Left"; readonly left: Error }
  | { readonly _tag: "Right"; readonly right: T };

const silent = { child: () => silent, ...methods() };

function methods(): Record<string, () => void> {
  const names = ["trace", "debug", "info", "warn", "error", "fatal", "success"];
  return Object.fromEntries(names.map((name) => [name, () => undefined]));
}

/**
 * A Prism proxy whose vendor is the recording: it routes and validates the request, is handed the recorded answer, and
 * validates that. Nothing is sent anywhere.
 *
 * @param contract the vendor's OpenAPI 3 document
 * @param basePaths where its paths begin on the wire
 */
export async function judgeBy(contract: OpenApi, basePaths: readonly string[]): Promise<Judge> {
  const operations = await getHttpOperationsFromSpec(tighten(contract));
  const ask = prismOver(operations);

  return {
    async judge(exchange) {
      const url = new URL(exchange.target, "http://recorded");
      const method = exchange.method;
      const base = basePaths.find((one) => url.pathname.startsWith(`${one}/`));
      const path = base === undefined ? url.pathname : url.pathname.slice(base.length);
      const found = (side: Violation["side"], what: string): Violation => ({
        side,
        method,
        path,
        what,
      });
      if (base === undefined) return [found("request", "route: outside of the base path")];
      const { operation, input, output, lost } = await ask(exchange, path);
      if (lost !== undefined) return [found("request", `route: ${lost}`)];
      const known = new Set((operation?.request?.query ?? []).map(({ name }) => name));
      const strange = [...new Set(url.searchParams.keys())].filter((name) => !known.has(name));
      const changes = method === "PATCH" ? await ask(...asChanges(exchange, path)) : undefined;
      // A selection of fields leaves required ones out.
      const selected = url.searchParams.has("fields");
      return [
        ...input.map((one) => found("request", inWords(one))),
        ...strange.map((name) => found("request", `query: no parameter "${name}"`)),
        ...(changes?.input ?? []).map((one) => found("request", `changes: ${inWords(one)}`)),
        ...output
          .filter(({ code }) => !(selected && code === "required"))
          .map((one) => found("answer", inWords(one))),
      ];
    },
  };
}

function inWords({ path = [], message }: Diagnostic): string {
  // Positions in lists would make one mistake look like many.
  const place = path.map((part) => (/^\d+$/.test(part) ? "[]" : part)).join(".");
  return `${place}: ${message.replace(/\b\d+(?=\.)/g, "[]")}`;
}

/** A patch as a POST of the properties that it changes; a path inside a property becomes an object. */
function asChanges(exchange: RecordedExchange, path: string): [RecordedExchange, string] {
  const operations = parsed(exchange.body);
  const changes: Record<string, unknown> = {};
  for (const { op, path: field = "", value } of Array.isArray(operations)
    ? (operations as { op?: string; path?: string; value?: unknown }[])
    : []) {
    const [name = "", ...inner] = field.replace(/^\//, "").split("/");
    if (op !== "remove") changes[name] = inner.reduceRight((part, key) => ({ [key]: part }), value);
    else if (inner.length === 0) changes[name] = undefined;
  }
  const body = JSON.stringify(changes);
  return [{ ...exchange, method: "POST", body, answer: undefined as never }, `${path}${CHANGES}`];
}

function prismOver(
  operations: Operation[],
): (exchange: RecordedExchange, path: string) => Promise<Verdict> {
  let matched: Operation | undefined;
  let answer: RecordedExchange["answer"];
  const forward = (_input: unknown, _base: string, _proxy: unknown, operation?: Operation) => {
    matched = operation;
    const { status = 204, headers = {}, body } = answer ?? {};
    const output = {
      statusCode: status,
      headers,
      ...(body === undefined || body === "" ? {} : { body: parsed(body) }),
    };
    return () => () => Promise.resolve({ _tag: "Right", right: output });
  };
  const prism = createInstance(
    {
      isProxy: true,
      upstream: new URL("http://recorded"),
      upstreamProxy: undefined,
      checkSecurity: true,
      validateRequest: true,
      validateResponse: true,
      errors: true,
      mock: { dynamic: false },
    },
    { logger: silent as never, forward: forward as never },
  );
  return async (exchange, path) => {
    matched = undefined;
    answer = exchange.answer;
    const result = (await prism.request(requestOf(exchange, path), operations)()) as Either<{
      validations: { input: readonly Diagnostic[]; output: readonly Diagnostic[] };
    }>;
    if (result._tag === "Left") {
      return { lost: result.left.message, input: [], output: [] };
    }
    const errors = (all: readonly Diagnostic[]): readonly Diagnostic[] =>
      all.filter(({ severity }) => severity === 0);
    const { input, output } = result.right.validations;
    return {
      operation: matched,
      input: errors(input),
      // Only what was answered can be judged.
      output: exchange.answer === undefined ? [] : errors(output),
    };
  };
}

function requestOf(
  { method, target, headers, body }: RecordedExchange,
  path: string,
): IHttpRequest {
  const query: Record<string, string | string[]> = {};
  const { searchParams } = new URL(target, "http://recorded");
  for (const name of new Set(searchParams.keys())) {
    const all = searchParams.getAll(name);
    query[name] = all.length === 1 ? (all[0] ?? "") : all;
  }
  const json = /json/.test(headers["content-type"] ?? "");
  return {
    method: method.toLowerCase() as IHttpRequest["method"],
    url: { path, query },
    headers: { ...headers },
    ...(body === "" ? {} : { body: json ? parsed(body) : body }),
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}
