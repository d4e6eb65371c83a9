import { fieldsOf, positiveOf, shiftOf } from "../http/control-body.ts";
import type { ControlRoute } from "../http/control.ts";
import type { FaultRule } from "../http/faults.ts";
import type { Service } from "../http/service.ts";
import type { State } from "./call.ts";
import { changePlan } from "./plan.ts";
import { changeSwitches, isProfileName, PROFILES } from "./profiles.ts";
import { TABLE_NAMES } from "./seed/index.ts";

/** The routes of the control port. */
export function controlRoutes(
  state: State,
  service: Service,
  reset: () => void,
): Record<string, ControlRoute> {
  const profile = (): unknown => ({ profile: state.profile, switches: state.switches });
  return {
    "GET /state": () => ({
      now: state.clock.now().toISOString(),
      profile: state.profile,
      switches: state.switches,
      plan: state.plan,
      connections: service.connections(),
      requests: service.recorder.requests().length,
      writes: service.recorder.writes().length,
      faults: service.faults.list(),
      counts: Object.fromEntries(TABLE_NAMES.map((name) => [name, state.store.table(name).size])),
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
    "GET /requests": () => service.recorder.requests(),
    "GET /writes": () => service.recorder.writes(),
    "GET /mails": () => state.mails,
    "GET /faults": () => service.faults.list(),
    "POST /faults": (body) => {
      service.faults.set(fieldsOf(body) as unknown as FaultRule);
      return undefined;
    },
    "DELETE /faults": () => {
      service.faults.clear();
      return undefined;
    },
    "GET /profile": profile,
    "POST /profile": (body) => {
      setProfile(state, fieldsOf(body));
      return profile();
    },
    "GET /plan": () => state.plan,
    "POST /plan": (body) => {
      state.plan = changePlan(state.plan, fieldsOf(body));
      return state.plan;
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
