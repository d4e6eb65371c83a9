import { commonControlRoutes } from "../http/common-control.ts";
import type { ControlRoute } from "../http/control.ts";
import type { Service } from "../http/service.ts";
import type { State } from "./call.ts";
import type { Callbacks } from "./callbacks.ts";
import { profiles } from "./profiles.ts";

/** The routes of the control port. */
export function controlRoutes(
  state: State,
  service: Service,
  callbacks: Callbacks,
  reset: () => void,
): Record<string, ControlRoute> {
  return {
    ...commonControlRoutes({ state, service, profiles, store: state.store, reset }),
    "GET /mails": () => state.mails,
    "GET /deliveries": () => callbacks.deliveries(),
  };
}
