import { fieldsOf, positiveOf, shiftOf } from "../http/control-body.ts";
import type { ControlRoute } from "../http/control.ts";
import type { FaultRule } from "../http/faults.ts";
import type { RecordedRequest } from "../http/recorder.ts";
import type { Service } from "../http/service.ts";
import type { State } from "./call.ts";
import { changeSwitches, isProfileName, PROFILES } from "./profiles.ts";

/** What arrived at both servers. */
export interface Records {
  requests(): RecordedRequest[];
  writes(): RecordedRequest[];
}

/** The routes of the control port. */
export function controlRoutes(
  state: State,
  services: readonly Service[],
  records: Records,
  reset: () => void,
): Record<string, ControlRoute> {
  const profile = (): unknown => ({ profile: state.profile, switches: state.switches });
  const faults = (): unknown => services[0]?.faults.list() ?? [];
  return {
    "GET /state": () => ({
      now: state.clock.now().toISOString(),
      profile: state.profile,
      switches: state.switches,
      limit: state.limiter.limit,
      tokens: { live: state.tokens.size, expiresIn: state.tokens.life },
      connections: services.reduce((sum, service) => sum + service.connections(), 0),
      requests: records.requests().length,
      writes: records.writes().length,
      faults: faults(),
      counts: Object.fromEntries(
        state.store.tableNames().map((name) => [name, state.store.table(name).size]),
      ),
    }),
    "POST /reset": () => {
      reset();
      return undefined;
    },
    "POST /save": () => {
      state.store.save();
      return undefined;
    },
    "POST /restore": () => {
      if (!state.store.restore()) throw new Error("Nothing was saved.");
      return undefined;
    },
    "GET /requests": () => records.requests(),
    "GET /writes": () => records.writes(),
    "GET /mails": () => state.mails,
    "GET /faults": faults,
    "POST /faults": (body) => {
      for (const service of services) service.faults.set(fieldsOf(body) as unknown as FaultRule);
      return undefined;
    },
    "DELETE /faults": () => {
      for (const service of services) service.faults.clear();
      return undefined;
    },
    "GET /profile": profile,
    "POST /profile": (body) => {
      setProfile(state, fieldsOf(body));
      return profile();
    },
    "POST /limit": (body) => {
      state.limiter.limit = {
        requests: positiveOf(body, "requests"),
        windowSeconds: positiveOf(body, "windowSeconds"),
      };
      return state.limiter.limit;
    },
    "POST /clock": (body) => {
      state.clock.shift(shiftOf(body));
      return { now: state.clock.now().toISOString() };
    },
    "POST /tokens": (body) => {
      state.tokens.life = positiveOf(body, "expiresIn");
      return { expiresIn: state.tokens.life };
    },
    "POST /tokens/expire": () => {
      state.tokens.expire();
      return undefined;
    },
    "POST /tokens/revoke": () => {
      state.tokens.revoke();
      return undefined;
    },
  };
}

/** `{ profile }`, `{ switches }` or both; a profile sets every switch first. */
function setProfile(state: State, body: Record<string, unknown>): void {
  const { profile, switches } = body as { profile?: unknown; switches?: unknown };
  if (profile !== undefined && (typeof profile !== "string" || !isProfileName(profile))) {
    throw new Error(`A profile is one of: ${Object.keys(PROFILES).join(", ")}.`);
  }
  const base = profile === undefined ? state.switches : PROFILES[profile];
  const changed = switches === undefined ? base : changeSwitches(base, fieldsOf(switches));
  if (profile !== undefined) state.profile = profile;
  state.switches = changed;
}
