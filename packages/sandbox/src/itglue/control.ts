import type { FaultRule } from "../http/faults.ts";
import type { ControlRoute } from "../http/control.ts";
import type { Service } from "../http/service.ts";
import type { State } from "./call.ts";
import { changeSwitches, isProfileName, PROFILES } from "./profiles.ts";
import type { Workflows } from "./workflows.ts";

/** The routes of the control port. */
export function controlRoutes(
  state: State,
  service: Service,
  workflows: Workflows,
  reset: () => void,
): Record<string, ControlRoute> {
  const profile = (): unknown => ({ profile: state.profile, switches: state.switches });
  return {
    "GET /state": () => ({
      now: state.clock.now().toISOString(),
      profile: state.profile,
      switches: state.switches,
      limit: state.limiter.limit,
      connections: service.connections(),
      requests: service.recorder.requests().length,
      writes: service.recorder.writes().length,
      faults: service.faults.list(),
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
    "GET /requests": () => service.recorder.requests(),
    "GET /writes": () => service.recorder.writes(),
    "GET /faults": () => service.faults.list(),
    "POST /faults": (body) => {
      service.faults.set(fields(body) as unknown as FaultRule);
      return undefined;
    },
    "DELETE /faults": () => {
      service.faults.clear();
      return undefined;
    },
    "GET /profile": profile,
    "POST /profile": (body) => {
      setProfile(state, fields(body));
      return profile();
    },
    "POST /limit": (body) => {
      state.limiter.limit = {
        requests: positive(fields(body)["requests"], "requests"),
        windowSeconds: positive(fields(body)["windowSeconds"], "windowSeconds"),
      };
      return state.limiter.limit;
    },
    "POST /clock": (body) => {
      state.clock.shift(shift(fields(body)));
      return { now: state.clock.now().toISOString() };
    },
    "POST /webhook": (body) => workflows.command(fields(body)),
  };
}

function fields(body: unknown): Record<string, unknown> {
  if (typeof body !== "object" || body === null || Array.isArray(body)) {
    throw new Error("Send a JSON object.");
  }
  return body as Record<string, unknown>;
}

function positive(value: unknown, name: string): number {
  if (typeof value !== "number" || !Number.isInteger(value) || value < 1) {
    throw new Error(`"${name}" has to be a whole number above 0.`);
  }
  return value;
}

/** `{ profile }`, `{ switches }` or both; a profile sets every switch first. */
function setProfile(state: State, body: Record<string, unknown>): void {
  const { profile, switches } = body as { profile?: unknown; switches?: unknown };
  if (profile !== undefined && (typeof profile !== "string" || !isProfileName(profile))) {
    throw new Error(`A profile is one of: ${Object.keys(PROFILES).join(", ")}.`);
  }
  const base = profile === undefined ? state.switches : PROFILES[profile];
  const changed = switches === undefined ? base : changeSwitches(base, fields(switches));
  if (profile !== undefined) state.profile = profile;
  state.switches = changed;
}

/** `{ milliseconds }`, `{ seconds }`, `{ minutes }`, `{ hours }` or `{ days }`, added up. */
function shift(body: Record<string, unknown>): number {
  const units: Readonly<Record<string, number>> = {
    milliseconds: 1,
    seconds: 1000,
    minutes: 60_000,
    hours: 3_600_000,
    days: 86_400_000,
  };
  let total = 0;
  for (const [name, value] of Object.entries(body)) {
    const unit = Object.hasOwn(units, name) ? units[name] : undefined;
    if (unit === undefined || typeof value !== "number" || !Number.isFinite(value)) {
      throw new Error(`Say how far: ${Object.keys(units).join(", ")}, each a number.`);
    }
    total += unit * value;
  }
  return total;
}
