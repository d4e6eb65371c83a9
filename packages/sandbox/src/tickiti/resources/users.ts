import { now, ok, type Call, type Handler } from "../call.ts";
import { noRecord, Refusal } from "../errors.ts";
import { Input, wholeNumber } from "../input.ts";
import type { Fields, QueueRight, User } from "../model.ts";

const RIGHTS = [
  "can_view",
  "can_manage",
  "can_delete",
  "treat_as_inbox",
  "receive_inbox_errors",
] as const;

export const index: Handler = (call) =>
  ok({
    users: call.state.store
      .table("users")
      .all()
      .map((user) => shown(call, user)),
  });

export const create: Handler = (call) => {
  const input = new Input(call.body);
  const name = input.text("name", { required: true });
  const email = input.email("email");
  const table = call.state.store.table("users");
  if (table.find((user) => user.email === email)) {
    input.fail("email", "The email has already been taken.");
  }
  const flags = readFlags(input, true);
  input.done();
  const made = table.insert({
    name,
    email,
    is_sysadmin: false,
    is_superuser: false,
    api_user: false,
    password: "",
    created_at: now(call),
    is_staff: flags.is_staff === true,
    is_admin: flags.is_admin === true,
    tonic_notifications: flags.tonic_notifications === true,
  });
  return ok({ user: shown(call, made) });
};

/** Changes the flags; nobody can take their own rights away. */
export const update: Handler = (call) => {
  const input = new Input(call.body);
  const flags = readFlags(input, false);
  input.done();
  const user = mustFindUser(call);
  const loses = (name: "is_staff" | "is_admin"): boolean => flags[name] === false && user[name];
  if (user.id === call.user.id && (loses("is_staff") || loses("is_admin"))) {
    throw new Refusal("You cannot take your own rights away.");
  }
  for (const [name, value] of Object.entries(flags)) {
    if (value !== undefined) Object.assign(user, { [name]: value });
  }
  return ok({ user: shown(call, user) });
};

export const upsertQueue: Handler = (call) => {
  const input = new Input(call.body);
  const given = Object.fromEntries(RIGHTS.map((name) => [name, input.flag(name)] as const));
  input.done();
  const { user, queueId } = mustFindPair(call);
  const table = call.state.store.table("queueRights");
  const existing = rightOf(call, user.id, queueId);
  const right =
    existing ??
    table.insert({
      user_id: user.id,
      queue_id: queueId,
      can_view: false,
      can_manage: false,
      can_delete: false,
      treat_as_inbox: false,
      receive_inbox_errors: false,
    });
  for (const name of RIGHTS) right[name] = given[name] ?? right[name];
  return ok({ rights: right });
};

export const detachQueue: Handler = (call) => {
  const { user, queueId } = mustFindPair(call);
  const right = rightOf(call, user.id, queueId);
  if (right) call.state.store.table("queueRights").remove(right.id);
  return ok({ success: true, detached: right !== undefined });
};

type Flags = Partial<Record<"is_staff" | "is_admin" | "tonic_notifications", boolean | undefined>>;

function readFlags(input: Input, required: boolean): Flags {
  const flags = {
    is_staff: input.flag("is_staff", required),
    is_admin: input.flag("is_admin"),
    tonic_notifications: input.flag("tonic_notifications"),
  };
  if (flags.is_admin === true && flags.is_staff === false) {
    input.fail("is_admin", "An administrator must be staff.");
  }
  return flags;
}

function mustFindUser(call: Call): User {
  const given = call.parameters["user"] ?? "";
  const user = call.state.store.table("users").get(wholeNumber(given));
  if (!user) throw noRecord("User", given);
  return user;
}

function mustFindPair(call: Call): { user: User; queueId: number } {
  const user = mustFindUser(call);
  const given = call.parameters["queue"] ?? "";
  const queue = call.state.store.table("queues").get(wholeNumber(given));
  if (!queue) throw noRecord("Queue", given);
  return { user, queueId: queue.id };
}

function rightOf(call: Call, userId: number, queueId: number): QueueRight | undefined {
  return call.state.store
    .table("queueRights")
    .find((right) => right.user_id === userId && right.queue_id === queueId);
}

function shown(call: Call, { password: _password, ...user }: User): Fields {
  const { store } = call.state;
  const queues = store
    .table("queueRights")
    .all()
    .filter(({ user_id }) => user_id === user.id)
    .map(({ id: _id, user_id: _user, ...right }) => ({
      ...right,
      name: store.table("queues").get(right.queue_id)?.name ?? "",
    }));
  return { ...user, queues };
}
