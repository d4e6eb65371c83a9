import { commonControlRoutes } from "../http/common-control.ts";
import { fieldsOf } from "../http/control-body.ts";
import type { ControlRoute } from "../http/control.ts";
import type { Service } from "../http/service.ts";
import type { State } from "./call.ts";
import { decide } from "./decide.ts";
import { changePlan } from "./plan.ts";
import { profiles } from "./profiles.ts";

/** The routes of the control port. */
export function controlRoutes(
  state: State,
  service: Service,
  reset: () => void,
): Record<string, ControlRoute> {
  return {
    ...commonControlRoutes({ state, service, profiles, store: state.store, reset }),
    "GET /mails": () => state.mails,
    "GET /plan": () => state.plan,
    "POST /plan": (body) => {
      state.plan = changePlan(state.plan, fieldsOf(body));
      return state.plan;
    },
    "POST /decide": (body) => decide(state, fieldsOf(body)),
  };
}
