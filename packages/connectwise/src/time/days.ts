import { attempt, path, type Principal, type VendorClient } from "@psa-mcp/core";
import type { CwApi } from "../api.ts";
import { where, type Condition } from "../conditions/build.ts";
import { actingMember } from "../lookup/acting.ts";
import { memberRecord, zoneOf } from "../schedule/availability.ts";
import { spell, wholeSecond } from "./moments.ts";
import { atWall, nextDay } from "./zones.ts";

/** Who asks, and through what: a handler's own argument. */
export interface Asking {
  readonly vendor: CwApi;
  readonly client: VendorClient;
  readonly principal: Principal;
}

/** From when and until when, each a day or a time; a last day is included. */
export interface Period {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

const isDay = (text: string | undefined): text is string => text?.trim().length === 10;

/**
 * The conditions that fields lie in periods. A day begins and ends by the clocks of the member who asks; a time is
 * itself. Throws `invalid_arguments` for what is no ISO day or time before anything is asked.
 *
 * @param periods by the field that they concern
 */
export async function withinPeriods(
  asking: Asking,
  periods: Readonly<Record<string, Period>>,
): Promise<Condition | undefined> {
  const given = Object.values(periods).flatMap(({ from, to }) =>
    [from, to].filter((text) => text !== undefined),
  );
  for (const text of given) wholeSecond(text);
  const zone = given.some(isDay) ? await callerZone(asking) : "UTC";
  const begin = (text: string): { readonly moment: string } => ({
    moment: isDay(text) ? spell(atWall(zone, text.trim(), "00:00")) : wholeSecond(text),
  });
  return where.all(
    ...Object.entries(periods).flatMap(([field, { from, to }]) => [
      from === undefined ? undefined : where.from(field, begin(from)),
      to === undefined
        ? undefined
        : where.before(field, begin(isDay(to) ? nextDay(to.trim()) : to)),
    ]),
  );
}

/** What says that a member, or a member's record, is not known here; anything else is a failure of the moment. */
const UNKNOWN = new Set(["configuration", "not_found", "forbidden", "unsupported"]);

/** The time zone of the member who asks; UTC where it cannot be known. */
async function callerZone({ vendor, client, principal }: Asking): Promise<string> {
  const { value, failure } = await attempt(zoneOfMember(vendor, { client, principal }));
  if (failure === undefined) return value;
  if (UNKNOWN.has(failure.code)) return "UTC";
  throw failure;
}

async function zoneOfMember(
  vendor: CwApi,
  caller: Pick<Asking, "client" | "principal">,
): Promise<string> {
  const { id, identifier } = await actingMember(caller);
  const member =
    id === undefined
      ? (
          await vendor.list(
            path`/system/members`,
            { conditions: where.is("identifier", identifier), cacheSeconds: 600 },
            1,
            1,
          )
        ).records[0]
      : await memberRecord(vendor, id);
  return (await zoneOf(vendor, member?.["timeZone"])).zone;
}
