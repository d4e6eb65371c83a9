import type { Answer, Incoming } from "../../http/message.ts";
import { oauthError } from "../errors.ts";
import type { Application } from "../keys.ts";
import type { State } from "../state.ts";

/** The application that proves itself by Basic or by fields of the form; otherwise the refusal. */
export function proveClient(
  state: State,
  request: Incoming,
  form: URLSearchParams,
): { application: Application } | { answer: Answer } {
  const wish = state.switches.clientAuthentication;
  const candidates = [
    ...(wish === "post" ? [] : [basicOf(request)]),
    ...(wish === "basic" ? [] : [postedOf(form)]),
  ];
  for (const candidate of candidates) {
    if (candidate === undefined) continue;
    const application = state.applications.find(candidate.id);
    if (application !== undefined && state.applications.isSecret(candidate.id, candidate.secret)) {
      return { application };
    }
  }
  return { answer: oauthError(401, "invalid_client") };
}

function basicOf(request: Incoming): { id: string; secret: string } | undefined {
  const pair = basicPair(request.headers.authorization);
  if (pair === undefined) return undefined;
  return { id: plainText(pair.name), secret: plainText(pair.password) };
}

/** Name and password of a Basic header. */
export function basicPair(
  header: string | undefined,
): { name: string; password: string } | undefined {
  const encoded = /^basic\s+([A-Za-z0-9+/=]+)\s*$/i.exec(header ?? "")?.[1];
  if (encoded === undefined) return undefined;
  const text = Buffer.from(encoded, "base64").toString("utf8");
  const colon = text.indexOf(":");
  return colon < 0 ? undefined : { name: text.slice(0, colon), password: text.slice(colon + 1) };
}

/** RFC 6749 sends both parts form-encoded. */
function plainText(part: string): string {
  try {
    return decodeURIComponent(part.replaceAll("+", " "));
  } catch {
    return part;
  }
}

function postedOf(form: URLSearchParams): { id: string; secret: string } | undefined {
  const id = form.get("client_id");
  return id === null ? undefined : { id, secret: form.get("client_secret") ?? "" };
}
