import { ok, type Handler } from "../call.ts";
import { Input } from "../input.ts";
import { visibleTickets } from "../roles.ts";

/** The tags in use with the number of visible tickets. */
export const index: Handler = (call) => {
  const counts = new Map<string, number>();
  for (const { hashtags } of visibleTickets(call)) {
    for (const tag of hashtags) counts.set(tag, (counts.get(tag) ?? 0) + 1);
  }
  const hashtags = [...counts].map(([tag, count]) => ({ tag, count }));
  return ok({ hashtags: hashtags.toSorted((a, b) => a.tag.localeCompare(b.tag)) });
};

/** Takes a tag off every ticket; an unknown tag is no mistake. */
export const remove: Handler = (call) => {
  const input = new Input(call.body);
  const tag = input.text("tag", { required: true }).replace(/^#/, "").toLowerCase();
  input.done();
  let removed = 0;
  for (const ticket of call.state.store.table("tickets").all()) {
    if (!ticket.hashtags.includes(tag)) continue;
    ticket.hashtags = ticket.hashtags.filter((other) => other !== tag);
    removed += 1;
  }
  return ok({ success: true, removed });
};
