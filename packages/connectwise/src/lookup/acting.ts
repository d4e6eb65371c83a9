import {
  attempt,
  path,
  PsaError,
  type Principal,
  type PlainRecord,
  type VendorClient,
} from "@psa-mcp/core";
import { spell } from "../time/moments.ts";
import { isRecord } from "../records/records.ts";

/** The member whose keys are used, as far as it is known. */
export interface Acting {
  readonly identifier: string;
  readonly id?: number;
  /** Said when what was configured and what the API says differ. */
  readonly warning?: string;
}

interface Caller {
  readonly client: VendorClient;
  readonly principal: Principal;
}

/** Answers that say that the site has no such address or hides it. Anything else passes and is not remembered. */
const ABSENT = new Set(["not_found", "forbidden", "unsupported"]);
const REMEMBERED = 600;

/**
 * Who is acting: the identifier that came with the keys or the configuration, compared with the API's own account where
 * the site tells it; without one that account; without that the defaults of a time entry. Throws `configuration` with
 * what to set when nothing says it. Nothing here decides what a write is attributed to: that is the keys' member.
 */
export async function actingMember({ client, principal }: Caller): Promise<Acting> {
  const named = principal.credential?.values["member"];
  const account = await ownAccount(client);
  if (named !== undefined && named !== "") {
    const differs =
      account !== undefined && account.identifier.toLowerCase() !== named.toLowerCase();
    if (!differs) return account ?? { identifier: named };
    return {
      identifier: named,
      warning: `The keys belong to ${account.identifier}, not to ${named}; what is written is attributed to ${account.identifier}.`,
    };
  }
  const member = account ?? (await memberOfDefaults(client));
  if (member !== undefined) return member;
  throw new PsaError(
    "configuration",
    "ConnectWise does not say which member these keys belong to.",
    {
      advice: "Set CW_MEMBER_IDENTIFIER for this server, or send x-cw-member-id with the keys.",
    },
  );
}

async function ownAccount(client: VendorClient): Promise<Acting | undefined> {
  return tolerated(client.get(path`/system/myAccount`, { cacheSeconds: REMEMBERED }));
}

async function memberOfDefaults(client: VendorClient): Promise<Acting | undefined> {
  // Asks for a template and stores nothing.
  const answer = client.post<PlainRecord>(path`/time/entries/defaults`, {
    body: { timeStart: spell(Date.now()) },
    idempotent: true,
  });
  return tolerated(answer.then((entry) => entry["member"]));
}

async function tolerated(part: Promise<unknown>): Promise<Acting | undefined> {
  const { value, failure } = await attempt(part);
  if (failure !== undefined) {
    if (ABSENT.has(failure.code)) return undefined;
    throw failure;
  }
  if (!isRecord(value) || typeof value["identifier"] !== "string") return undefined;
  const { id, identifier } = value;
  return { identifier, ...(typeof id === "number" ? { id } : {}) };
}
