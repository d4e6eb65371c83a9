import { PsaError, registerSecret, type PlainRecord, type Settings } from "@psa-mcp/core";
import { isRecord } from "./answers/records.ts";

/** Fields of bodies that take a secret. */
const TAKES_SECRET = /(?:^|_)(?:password|api_?key|secret)$/i;

const PREFIX = "secret:";

/** The names of the operator's secrets with their values: `name=value`, one a line. */
function secretsOf(settings: Settings): ReadonlyMap<string, string> {
  const text = settings["tickitiSecrets"];
  const pairs = (typeof text === "string" ? text.split(/\r?\n/) : []).flatMap((line) => {
    const border = line.indexOf("=");
    return border > 0 ? [[line.slice(0, border).trim(), line.slice(border + 1)] as const] : [];
  });
  return new Map(pairs);
}

/** What secrets are put in place with. */
interface Hands {
  readonly settings: Settings;
  /** In a dry run the name stands for the secret. */
  readonly client: { readonly dryRun: boolean };
}

/** The operator's secret of a name, unprintable from now on. Throws `not_found` with what to set. */
export function secretNamed({ settings, client }: Hands, name: string): string {
  const value = secretsOf(settings).get(name.trim());
  if (value === undefined || value === "") {
    throw new PsaError("not_found", "This server knows no secret of that name.", {
      advice: "The operator names secrets in TICKITI_SECRETS, one name=value a line.",
    });
  }
  registerSecret(value);
  return client.dryRun ? `(the secret ${name.trim()})` : value;
}

/**
 * A body whose secret fields name secrets (`"secret:support-imap"`), with the values in their place. A secret itself is
 * refused: it would stand in the conversation.
 */
export function withNamedSecrets(body: PlainRecord, hands: Hands): PlainRecord {
  return Object.fromEntries(
    Object.entries(body).map(([key, value]) => {
      if (isRecord(value)) return [key, withNamedSecrets(value, hands)];
      if (!TAKES_SECRET.test(key) || value === "" || value === null) return [key, value];
      if (typeof value === "string" && value.startsWith(PREFIX)) {
        return [key, secretNamed(hands, value.slice(PREFIX.length))];
      }
      throw inTheOpen(key);
    }),
  );
}

function inTheOpen(key: string): PsaError {
  return new PsaError("invalid_arguments", `${key} takes no secret in the open.`, {
    advice: `Give "${PREFIX}" and the name of a secret of TICKITI_SECRETS.`,
  });
}
