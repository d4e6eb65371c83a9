import { PsaError } from "../errors/index.ts";

/** Id and secret of an OAuth client that was registered by hand. */
export interface ClientInfo {
  readonly clientId: string;
  readonly clientSecret?: string;
}

const NAMED =
  /["'\\]*\b(client_id|client_secret|clientId|clientSecret)\b["'\\]*\s*[:=]\s*["'\\]*([^"'\\,;\s{}]+)/g;

/**
 * Reads `{"client_id":"…","client_secret":"…"}` as people paste it: with blanks, with quotation marks that a shell took
 * away or doubled, with single ones. Throws PsaError `configuration` that says what is wrong with it.
 */
export function readClientInfo(text: string, from: string): ClientInfo {
  const found = new Map<string, string>();
  const parsed = parse(text);
  if (parsed === undefined) {
    for (const [, name, value] of text.matchAll(NAMED)) found.set(String(name), String(value));
  } else {
    for (const [name, value] of Object.entries(parsed))
      if (typeof value === "string") found.set(name, value.trim());
  }
  const clientId = found.get("client_id") ?? found.get("clientId");
  const clientSecret = found.get("client_secret") ?? found.get("clientSecret");
  if (clientId === undefined || clientId === "") {
    throw new PsaError("configuration", `${from} holds no client_id.`, {
      advice: 'Give {"client_id":"…","client_secret":"…"} as one argument, or both as variables.',
    });
  }
  return {
    clientId,
    ...(clientSecret === undefined || clientSecret === "" ? {} : { clientSecret }),
  };
}

function parse(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null
      ? (value as Readonly<Record<string, unknown>>)
      : undefined;
  } catch {
    return undefined;
  }
}
