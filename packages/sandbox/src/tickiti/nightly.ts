import type { State } from "./call.ts";
import { stamp } from "./model.ts";

/** Reopens held tickets whose day has come, once a day, as the vendor's nightly job does. */
export function runNightlyJob(state: State): void {
  const time = stamp(state.clock.now());
  const today = time.slice(0, 10);
  if (state.lastNight === today) return;
  state.lastNight = today;
  for (const ticket of state.store.table("tickets").all()) {
    if (ticket.status !== "on-hold" || (ticket.on_hold_until ?? "") > today) continue;
    Object.assign(ticket, { status: "open", on_hold_until: null, updated_at: time });
    state.store.table("responses").insert({
      ticket_id: ticket.id,
      is_internal: true,
      is_pinned: false,
      staff_response: true,
      created_by_email: "system@larkfield.example",
      is_email_sourced: false,
      html: "<p>[reopened]</p>",
      created_at: time,
      updated_at: time,
      deleted_at: null,
    });
  }
}
