import { commonControlRoutes } from "../http/common-control.ts";
import { positiveOf } from "../http/control-body.ts";
import type { ControlRoute } from "../http/control.ts";
import type { Service } from "../http/service.ts";
import type { State } from "./call.ts";
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
    "GET /tokens": () => ({ live: state.tokens.size, expiresIn: state.tokens.life }),
    // Seconds that tokens live from now on.
    "POST /tokens": (body) => {
      state.tokens.life = positiveOf(body, "expiresIn");
      return { expiresIn: state.tokens.life };
    },
    "POST /tokens/expire": () => state.tokens.expire(),
    "POST /tokens/revoke": () => state.tokens.revoke(),
  };
}
