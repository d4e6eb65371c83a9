import type { ServerResponse } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import type { FaultRule } from "./faults.ts";
import { html, type Answer, type Incoming } from "./message.ts";

/** What a fault needs to act: the request, the way to answer it properly, and the vendor's error shape. */
export interface FaultScene {
  request: Incoming;
  response: ServerResponse;
  /** Does the real work; may be called more than once. */
  handle(): Answer | Promise<Answer>;
  /** An error in the vendor's own shape. */
  error(status: number, detail: string): Answer;
  /** Fires when the connection or the service ends. */
  signal: AbortSignal;
  now(): Date;
}

const WRITE_METHODS = new Set(["POST", "PUT", "PATCH", "DELETE"]);

/** Answers a request badly, in the way its rule says. */
export async function actFault(rule: FaultRule, scene: FaultScene): Promise<void> {
  const { response, request } = scene;
  const answersLater = ["latency", "hang", "slow-body", "duplicate"].includes(rule.kind);
  if (rule.commit && !answersLater && WRITE_METHODS.has(request.method)) await scene.handle();
  switch (rule.kind) {
    case "status":
      return send(response, scene.error(rule.status ?? 500, "The sandbox was told to fail here."));
    case "retry-after": {
      const answer = scene.error(rule.status ?? 429, "Too many requests.");
      answer.headers["retry-after"] = retryAfter(rule.retryAfter ?? 1, scene.now());
      return send(response, answer);
    }
    case "echo":
      return send(response, scene.error(rule.status ?? 400, echo(request)));
    case "malformed":
      return send(response, {
        ...scene.error(200, ""),
        status: rule.status ?? 200,
        body: '{"data":[{"id":"1","type":"organ',
      });
    case "html":
      return send(response, html(rule.status ?? 200, "<html><body><h1>Sign in</h1></body></html>"));
    case "empty":
      return send(response, { ...scene.error(200, ""), status: rule.status ?? 200, body: "" });
    case "redirect":
      return send(response, {
        status: rule.status ?? 302,
        headers: { location: rule.location ?? "/" },
        body: "",
      });
    case "reset":
      return reset(scene);
    case "huge":
      return huge(scene, rule.bytes ?? 50 * 1024 * 1024, rule.status ?? 200);
    case "hang":
      return late(scene, rule.milliseconds ?? 60_000, rule.commit === true);
    case "latency":
      return late(scene, rule.milliseconds ?? 1000, false);
    case "slow-body":
      return slowBody(scene, rule.milliseconds ?? 60_000);
    case "duplicate":
      await scene.handle();
      return send(response, await scene.handle());
  }
}

/** Sends an answer in one piece, or its beginning when more follows. */
export function send(response: ServerResponse, answer: Answer): void {
  const body = typeof answer.body === "string" ? Buffer.from(answer.body) : answer.body;
  const hasLength = answer.status !== 204 && answer.stream === undefined;
  if (answer.cookies !== undefined) response.setHeader("set-cookie", answer.cookies);
  response.writeHead(answer.status, {
    ...answer.headers,
    ...(hasLength ? { "content-length": String(body.length) } : {}),
  });
  if (answer.stream !== undefined) {
    response.flushHeaders();
    if (body.length > 0) response.write(body);
    answer.stream(response);
    return;
  }
  response.end(answer.status === 204 ? undefined : body);
}

/** The Retry-After header: seconds as they are, or a date for `date:<seconds>`. */
export function retryAfter(value: number | string, now: Date): string {
  if (typeof value === "number" || !value.startsWith("date:")) return String(value);
  const seconds = Number(value.slice("date:".length));
  // A date header has whole seconds; rounding down would let a client come back too early.
  return new Date(Math.ceil(now.getTime() / 1000 + seconds) * 1000).toUTCString();
}

/** Every form in which a careless server could repeat a credential. */
function echo(request: Incoming): string {
  const key = request.headers["x-api-key"];
  const bearer = request.headers.authorization?.replace(/^\w+\s+/, "");
  const secret = (Array.isArray(key) ? key[0] : key) ?? bearer ?? "";
  return [
    `Request headers were: ${JSON.stringify(request.headers)}`,
    `credential ${secret}`,
    `base64 ${Buffer.from(secret).toString("base64")}`,
    `url ${encodeURIComponent(secret)}`,
    `percent ${percent(secret)}`,
  ].join("; ");
}

function percent(text: string): string {
  return [...Buffer.from(text)].map((byte) => `%${byte.toString(16).padStart(2, "0")}`).join("");
}

async function late(scene: FaultScene, milliseconds: number, commitFirst: boolean): Promise<void> {
  const early = commitFirst ? await scene.handle() : undefined;
  if (await paused(milliseconds, scene.signal)) {
    send(scene.response, early ?? (await scene.handle()));
  }
}

async function reset({ response, signal }: FaultScene): Promise<void> {
  response.writeHead(200, { "content-type": "application/json", "content-length": "100000" });
  response.write('{"data":[');
  await paused(30, signal);
  response.destroy();
}

async function slowBody(scene: FaultScene, milliseconds: number): Promise<void> {
  const { response, signal } = scene;
  const answer = await scene.handle();
  const body = answer.body.toString();
  response.writeHead(answer.status, answer.headers);
  response.write(body.slice(0, 20));
  for (let second = 0; second < milliseconds / 1000; second += 1) {
    if (!(await paused(1000, signal))) return;
    response.write(" ");
  }
  if (answer.stream === undefined) {
    response.end(body.slice(20));
  } else {
    response.write(body.slice(20));
    answer.stream(response);
  }
}

async function huge(
  { response, signal }: FaultScene,
  bytes: number,
  status: number,
): Promise<void> {
  const head = '{"data":{"id":"1","type":"organizations","attributes":{"name":"';
  const tail = '"}}}';
  const block = Buffer.alloc(64 * 1024, "a");
  response.writeHead(status, {
    "content-type": "application/vnd.api+json",
    "content-length": String(head.length + bytes + tail.length),
  });
  response.write(head);
  for (let left = bytes; left > 0; left -= block.length) {
    if (signal.aborted) return;
    if (!response.write(left < block.length ? block.subarray(0, left) : block)) {
      await drained(response, signal);
    }
  }
  response.end(tail);
}

function drained(response: ServerResponse, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      response.off("drain", done);
      signal.removeEventListener("abort", done);
      resolve();
    };
    response.on("drain", done);
    signal.addEventListener("abort", done);
  });
}

/** Waits; false when the connection ended meanwhile. */
async function paused(milliseconds: number, signal: AbortSignal): Promise<boolean> {
  try {
    await wait(milliseconds, undefined, { signal });
    return true;
  } catch {
    return false;
  }
}
