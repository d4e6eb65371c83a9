import { ok, type Handler } from "../call.ts";
import { ROUTES } from "../routes.ts";
import { responsesQuery } from "./response-query.ts";
import { create } from "./ticket-create.ts";
import { query } from "./ticket-query.ts";
import { attachment, responses, show } from "./ticket-reads.ts";
import { respond } from "./ticket-respond.ts";

/** What serves each route, by family and action. */
export const handlers: Readonly<Record<string, Handler>> = {
  ...Object.fromEntries(
    ROUTES.map(({ family, action }) => [
      `${family}.${action}`,
      () => ok({ error: "not built yet" }),
    ]),
  ),
  "tickets.query": query,
  "tickets.create": create,
  "tickets.respond": respond,
  "tickets.show": show,
  "tickets.responses": responses,
  "tickets.responses_query": responsesQuery,
  "tickets.attachment": attachment,
  "idempotency_key.create": (call) => {
    const action = call.body["action"];
    const now = call.state.clock.now().getTime();
    const known = ["create", "respond"].find((name) => name === action);
    return ok({ idempotency_key: call.state.idempotency.mint(known, now), action: known ?? null });
  },
};
