import type { InputRequiredResult } from "@modelcontextprotocol/server";
import type { Credential, Principal } from "../define/principal.ts";
import type { PlainRecord } from "../define/result.ts";
import type { AnyVendor } from "../define/vendor.ts";
import { redactorFor } from "../errors/index.ts";
import type { ContentBlock, RenderedResult } from "./render/index.ts";

type Redact = (text: string) => string;

const redactors = new WeakMap<Credential, Redact>();

/** Masks the credential of one caller in every spelling. Worked out once a credential, not once a call. */
function redactorOf({ credential }: Principal, vendor: AnyVendor): Redact | undefined {
  if (credential === undefined) return undefined;
  const known = redactors.get(credential);
  if (known !== undefined) return known;
  const secrets = Object.entries(credential.values)
    .filter(([name]) => vendor.credential.fields[name]?.secret !== false)
    .map(([, value]) => value);
  const made = redactorFor(secrets);
  redactors.set(credential, made);
  return made;
}

/** The last belt: the credential of this caller in any spelling never leaves, whatever echoed it. */
export function withoutSecrets(
  result: RenderedResult,
  principal: Principal,
  vendor: AnyVendor,
): RenderedResult {
  const redact = redactorOf(principal, vendor);
  if (redact === undefined) return result;
  // Pictures, sound and files are left as they are.
  const content = redactedValue(result.content, redact) as ContentBlock[];
  if (result.structuredContent === undefined) return { ...result, content };
  return {
    ...result,
    content,
    structuredContent: redactedValue(result.structuredContent, redact) as PlainRecord,
  };
}

/** The same for questions to the client. The state that travels along is signed, and none of it is the vendor's. */
export function questionWithoutSecrets(
  result: InputRequiredResult,
  principal: Principal,
  vendor: AnyVendor,
): InputRequiredResult {
  const redact = redactorOf(principal, vendor);
  if (redact === undefined || result.inputRequests === undefined) return result;
  return {
    ...result,
    inputRequests: redactedValue(result.inputRequests, redact) as NonNullable<
      typeof result.inputRequests
    >,
  };
}

/** The same for any other JSON value that goes to the client; bytes in base64 stay as they are. */
export function valueWithoutSecrets<Value>(
  value: Value,
  principal: Principal,
  vendor: AnyVendor,
): Value {
  const redact = redactorOf(principal, vendor);
  return redact === undefined ? value : (redactedValue(value, redact) as Value);
}

/** JSON stays JSON: a mask in the place of a number must become a text. */
function redactedText(text: string, redact: Redact): string {
  const clean = redact(text);
  if (clean === text || !/^[{[]/.test(text)) return clean;
  try {
    return JSON.stringify(redactedValue(JSON.parse(text), redact));
  } catch {
    return clean;
  }
}

/** Names under which the protocol carries bytes as base64, in which a spelling could occur by chance. */
const BYTES = new Set(["blob", "data"]);

function redactedValue(value: unknown, redact: Redact): unknown {
  const walk = (node: unknown): unknown => {
    if (typeof node === "string") return redactedText(node, redact);
    if (typeof node === "number")
      return redact(String(node)) === String(node) ? node : redact(String(node));
    if (Array.isArray(node)) return node.map(walk);
    if (typeof node !== "object" || node === null) return node;
    return Object.fromEntries(
      Object.entries(node).map(([key, inner]) => [
        redact(key),
        isBytes(node, key) ? inner : walk(inner),
      ]),
    );
  };
  return walk(value);
}

function isBytes(holder: object, key: string): boolean {
  return BYTES.has(key) && "mimeType" in holder;
}
