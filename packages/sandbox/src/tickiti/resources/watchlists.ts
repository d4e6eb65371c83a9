import { ok, type Call, type Handler } from "../call.ts";
import { maySee } from "../criteria.ts";
import { noRecord } from "../errors.ts";
import { Input } from "../input.ts";
import type { Fields, Watchlist } from "../model.ts";
import { hasRole, visibleTickets } from "../roles.ts";

const ICONS = ["star", "flag", "wrench", "heart", "bell", "eye"];

/** One's own watchlists and the shared ones. */
export const index: Handler = (call) =>
  ok({
    watchlists: call.state.store
      .table("watchlists")
      .all()
      .filter((list) => maySee(call, list))
      .map((list) => shown(call, list)),
  });

export const create: Handler = (call) => {
  const input = new Input(call.body);
  const name = input.text("name", { required: true });
  const icon = input.text("icon", { oneOf: ICONS });
  const shared = input.flag("shared") ?? false;
  input.done();
  const made = call.state.store
    .table("watchlists")
    .insert({ name, icon: icon || "star", shared, owner_id: call.user.id, ticket_ids: [] });
  return ok({ watchlist: shown(call, made) });
};

export const update: Handler = (call) => {
  const input = new Input(call.body);
  const id = input.id("watchlist_id");
  const name = input.text("name");
  const icon = input.text("icon", { oneOf: ICONS });
  const shared = input.flag("shared");
  input.done();
  const list = mustEdit(call, id);
  if (name !== "") list.name = name;
  if (icon !== "") list.icon = icon;
  if (shared !== undefined) list.shared = shared;
  return ok({ watchlist: shown(call, list) });
};

export const remove: Handler = (call) => {
  const input = new Input(call.body);
  const id = input.id("watchlist_id");
  input.done();
  call.state.store.table("watchlists").remove(mustEdit(call, id).id);
  return ok({ success: true });
};

export const addTickets: Handler = (call) => {
  const { list, ids, input } = readTickets(call);
  const visible = new Set(visibleTickets(call).map(({ id }) => id));
  for (const [at, id] of ids.entries()) {
    if (!visible.has(id))
      input.fail(`ticket_ids.${at}`, `The selected ticket_ids.${at} is invalid.`);
  }
  input.done();
  list.ticket_ids = [...new Set([...list.ticket_ids, ...ids])];
  return ok({ watchlist: shown(call, list) });
};

export const removeTickets: Handler = (call) => {
  const { list, ids } = readTickets(call);
  list.ticket_ids = list.ticket_ids.filter((id) => !ids.includes(id));
  return ok({ watchlist: shown(call, list) });
};

/** The ids that are named come first, in the given order; the others follow as they were. */
export const reorder: Handler = (call) => {
  const { list, ids, input } = readTickets(call);
  if (ids.some((id) => !list.ticket_ids.includes(id))) {
    input.fail("ticket_ids", "The tickets must be on the watchlist.");
  }
  input.done();
  list.ticket_ids = [...new Set([...ids, ...list.ticket_ids])];
  return ok({ watchlist: shown(call, list) });
};

function readTickets(call: Call): { list: Watchlist; ids: number[]; input: Input } {
  const input = new Input(call.body);
  const id = input.id("watchlist_id");
  const ids = input.integers("ticket_ids", true);
  input.done();
  return { list: mustEdit(call, id), ids, input };
}

/** One's own list; administrators may change shared ones of others as well. */
function mustEdit(call: Call, id: number): Watchlist {
  const list = call.state.store.table("watchlists").get(id);
  const isMine = list?.owner_id === call.user.id;
  if (!list || !(isMine || (list.shared && hasRole(call.user, "admin")))) {
    throw noRecord("Watchlist", id);
  }
  return list;
}

/** Tickets that the caller cannot see are left out. */
function shown(call: Call, list: Watchlist): Fields {
  const visible = new Set(visibleTickets(call).map(({ id }) => id));
  return { ...list, ticket_ids: list.ticket_ids.filter((id) => visible.has(id)) };
}
