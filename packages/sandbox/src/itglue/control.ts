import { commonControlRoutes } from "../http/common-control.ts";
import { fieldsOf } from "../http/control-body.ts";
import type { ControlRoute } from "../http/control.ts";
import type { Service } from "../http/service.ts";
import type { State } from "./call.ts";
import { profiles } from "./profiles.ts";
import type { Workflows } from "./workflows.ts";

/** The routes of the control port. */
export function controlRoutes(
  state: State,
  service: Service,
  workflows: Workflows,
  reset: () => void,
): Record<string, ControlRoute> {
  return {
    ...commonControlRoutes({ state, service, profiles, store: state.store, reset }),
    "POST /webhook": (body) => workflows.command(fieldsOf(body)),
  };
}
