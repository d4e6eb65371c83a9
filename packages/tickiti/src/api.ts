import { PsaError, type FilePart, type PlainRecord, type VendorClient } from "@psa-mcp/core";
import { isRecord, unwrapped } from "./answers/records.ts";
import { pathOf, routeOf, type Route } from "./reference/catalogue.ts";
import type { RouteName } from "./reference/routes.ts";

export type PathParams = Readonly<Record<string, string | number>>;

export interface TickitiRead {
  readonly params?: PathParams;
  readonly cacheSeconds?: number;
}

export interface TickitiWrite {
  readonly params?: PathParams;
  readonly file?: FilePart;
  /** Only where the route takes one. */
  readonly idempotencyKey?: string;
  /** What a dry run goes on with. */
  readonly simulated?: PlainRecord;
  /** Set fields and their former values, for a difference. */
  readonly before?: PlainRecord;
  readonly after?: PlainRecord;
}

/** Tickiti's API by the names of its routes. Bodies lose absent fields; answers lose the envelope of `tickets/*`. */
export interface TickitiApi {
  readonly client: VendorClient;
  read(route: RouteName | Route, body?: PlainRecord, options?: TickitiRead): Promise<unknown>;
  write(route: RouteName | Route, body?: PlainRecord, options?: TickitiWrite): Promise<unknown>;
}

/** A record without undefined values, so that optional arguments vanish. */
export function given(record: PlainRecord): PlainRecord {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined));
}

const asRoute = (route: RouteName | Route): Route =>
  typeof route === "string" ? routeOf(route) : route;

/** Wraps the plain client. */
export function tickitiApi(client: VendorClient): TickitiApi {
  return {
    client,
    async read(name, body = {}, { params, cacheSeconds } = {}) {
      const route = asRoute(name);
      if (route.tier !== "read") throw new Error(`${route.name} writes`);
      const answer = await client.postRead(pathOf(route, params), {
        body: given(body),
        ...(cacheSeconds === undefined ? {} : { cacheSeconds }),
      });
      return unwrapped(answer);
    },
    async write(name, body = {}, options = {}) {
      const route = asRoute(name);
      const { params, file, idempotencyKey, simulated = {}, before, after } = options;
      if (route.keyed && idempotencyKey === undefined) throw new Error(`${route.name} needs a key`);
      const answer = await client.post(pathOf(route, params), {
        ...(file === undefined ? { body: given(body) } : { file }),
        // The other routes ignore the header, so that a retry under it would not be safe.
        ...(route.keyed && idempotencyKey !== undefined ? { idempotencyKey } : {}),
        simulated,
        ...(after === undefined ? {} : { before: before ?? {}, after }),
      });
      return unwrapped(answer);
    },
  };
}

/** A record of an answer, under one of the keys or by itself. Throws `bad_response` when there is none. */
export function recordIn(answer: unknown, ...keys: readonly string[]): PlainRecord {
  if (isRecord(answer)) {
    const inner = keys.map((key) => answer[key]).find(isRecord);
    return inner ?? answer;
  }
  throw new PsaError("bad_response", "Tickiti answered without a record.");
}
