import type { IncomingMessage } from "node:http";
import { rpc } from "../json-rpc.ts";
import { HttpProblem } from "./answer.ts";

/** The length that a request declares, or undefined. */
export function declaredLength(request: IncomingMessage): number | undefined {
  const value = request.headers["content-length"];
  return value === undefined ? undefined : Number(value);
}

function isJson(contentType: string | undefined): boolean {
  return contentType !== undefined && /^application\/json\s*(;|$)/i.test(contentType.trim());
}

/** The bytes of a body, at most `limit`; undefined when there are more. Rejects when the client goes away. */
export async function readBytes(
  request: IncomingMessage,
  limit: number,
): Promise<Buffer | undefined> {
  if ((declaredLength(request) ?? 0) > limit) return undefined;
  return new Promise((resolve, reject) => {
    const parts: Buffer[] = [];
    let length = 0;
    const stop = (): void => {
      request.off("data", onData);
      request.off("end", onEnd);
      request.off("close", onClose);
    };
    const onData = (part: Buffer): void => {
      length += part.length;
      if (length > limit) {
        stop();
        resolve(undefined);
        return;
      }
      parts.push(part);
    };
    const onEnd = (): void => {
      stop();
      const [first] = parts;
      resolve(parts.length === 1 && first !== undefined ? first : Buffer.concat(parts));
    };
    const onClose = (): void => {
      stop();
      reject(new HttpProblem(400, rpc.parseError, "The body ended early."));
    };
    request.on("data", onData);
    request.on("end", onEnd);
    request.on("close", onClose);
    request.on("error", onClose);
  });
}

/** The parsed body of a JSON-RPC request. Throws HttpProblem: 415 for another type, 413 when too long, 400 for no JSON. */
export async function readJson(request: IncomingMessage, limit: number): Promise<unknown> {
  if (!isJson(request.headers["content-type"])) {
    throw new HttpProblem(415, rpc.refused, "Send the body as Content-Type: application/json.");
  }
  const encoding = request.headers["content-encoding"];
  if (encoding !== undefined && encoding.toLowerCase() !== "identity") {
    throw new HttpProblem(415, rpc.refused, "Send the body without a Content-Encoding.");
  }
  const bytes = await readBytes(request, limit);
  if (bytes === undefined) {
    throw new HttpProblem(
      413,
      rpc.invalidRequest,
      `A request body may have ${limit} bytes; this one was longer.`,
    );
  }
  try {
    return JSON.parse(bytes.toString("utf8")) as unknown;
  } catch {
    throw new HttpProblem(400, rpc.parseError, "The body is not JSON.");
  }
}
