import type { Clock } from "./clock.ts";
import { fieldsOf, positiveOf, shiftOf } from "./control-body.ts";
import type { ControlRoute } from "./control.ts";
import type { FaultRule } from "./faults.ts";
import type { RollingLimiter } from "./limiter.ts";
import { changeSwitches, profileNamed, type ProfileSet, type ProfileState } from "./profile-set.ts";
import type { Service } from "./service.ts";

/** What the control routes of every imitation work on. */
export interface Controlled<Switches extends object, Name extends string> {
  state: ProfileState<Switches, Name> & { clock: Clock; limiter: RollingLimiter };
  service: Service;
  profiles: ProfileSet<Switches, Name>;
  /** The records, by table. Saving and restoring is for tests that change much. */
  store: {
    counts(): Record<string, number>;
    save(): void;
    /** False when nothing was saved. */
    restore(): boolean;
  };
  /** Back to the seed. */
  reset(): void;
}

/** The control routes that every imitation has; a vendor adds its own beside them. */
export function commonControlRoutes<Switches extends object, Name extends string>(
  controlled: Controlled<Switches, Name>,
): Record<string, ControlRoute> {
  const { state, service, store } = controlled;
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
      counts: store.counts(),
    }),
    "POST /reset": () => controlled.reset(),
    "POST /save": () => store.save(),
    "POST /restore": () => {
      if (!store.restore()) throw new Error("Nothing was saved.");
    },
    "GET /requests": () => service.recorder.requests(),
    "GET /writes": () => service.recorder.writes(),
    "GET /faults": () => service.faults.list(),
    "POST /faults": (body) => service.faults.set(fieldsOf(body) as unknown as FaultRule),
    "DELETE /faults": () => service.faults.clear(),
    "GET /profile": profile,
    "POST /profile": (body) => {
      setProfile(controlled, fieldsOf(body));
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
  };
}

/** `{ profile }`, `{ switches }` or both; a profile sets every switch first. */
function setProfile<Switches extends object, Name extends string>(
  { state, profiles }: Controlled<Switches, Name>,
  body: Record<string, unknown>,
): void {
  const { profile, switches } = body;
  const name = profile === undefined ? undefined : profileNamed(profiles, profile);
  const base = name === undefined ? state.switches : profiles.presets[name];
  const changed =
    switches === undefined ? base : changeSwitches(profiles, base, fieldsOf(switches));
  if (name !== undefined) state.profile = name;
  state.switches = changed;
}
