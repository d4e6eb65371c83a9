import type { Queue, QueueRight, User } from "../model.ts";
import { list, SET_UP } from "./context.ts";

/** What every user of the imitation answers when asked for the password again. */
export const PASSWORD: string = "Sandbox!2026";

type Flag = "is_staff" | "is_admin" | "is_sysadmin" | "is_superuser" | "api_user";

const STAFF: readonly [name: string, email: string, flags: Flag[]][] = [
  [
    "Sol Amari",
    "sol.amari@larkfield.example",
    ["is_staff", "is_admin", "is_sysadmin", "is_superuser"],
  ],
  ["Ines Park", "ines.park@larkfield.example", ["is_staff", "is_admin", "is_sysadmin"]],
  ["Grace Holm", "grace.holm@larkfield.example", ["is_staff", "is_admin"]],
  ["Rowan Vale", "rowan.vale@larkfield.example", ["is_staff"]],
  ["Marta Quill", "marta.quill@larkfield.example", ["is_staff"]],
  ["System", "system@larkfield.example", ["is_staff", "is_admin", "is_sysadmin", "api_user"]],
  ["Jo Doyle", "jo.doyle@larkfield.example", ["is_staff"]],
  ["Tomas Reed", "tomas.reed@larkfield.example", ["is_staff"]],
  ["Rowan Valeri", "rowan.valeri@larkfield.example", ["is_staff"]],
];

/** The first one has the token `customer`. */
const CUSTOMERS: readonly [name: string, email: string][] = [
  ["Dana Orchard", "dana@orchard-dental.example"],
  ["Ben Castle", "ben.castle@castlegate.example"],
  ["Carla Finch", "carla@alder-finch.example"],
  ["Daniel Moor", "d.moor@glenmoor.example"],
  ["Elena Quay", "elena@quayside-printing.example"],
  ["Farah Linden", "farah@linden-bakery.example"],
  ["George Upland", "george@upland-cycles.example"],
  ["Hana Birch", "hana.birch@birchwood-school.example"],
  ["Imran Stone", "imran@stonebridge.example"],
  ["Julia Harbour", "julia@harbour-clinics.example"],
  ["Kofi North", "kofi@northgate-logistics.example"],
  ["Lena North", "lena@northgate-logistics.example"],
  ["Mehmet Fair", "mehmet@fairhaven-hotel.example"],
  ["Nora Redfern", "nora@redfern-motors.example"],
  ["Olaf Thorn", "olaf@thornbury.example"],
  ["Priya Rose", "priya@rosewood-care.example"],
  ["Quentin Ash", "q.ash@ashdown.example"],
  ["Rita O'Mill", "rita.omill@millstone-foods.example"],
  ["Sören Köster", "soeren@kingsmead.example"],
  ["Tess Willow", "tess@willow-lane.example"],
];

/** The people who raise tickets. */
export const CUSTOMER_EMAILS: readonly [string, ...string[]] = [
  "dana@orchard-dental.example",
  ...CUSTOMERS.slice(1).map(([, email]) => email),
];

/** Those who answer in each queue. */
export const AGENTS: Readonly<Record<number, readonly [string, ...string[]]>> = {
  1: ["rowan.vale@larkfield.example", "jo.doyle@larkfield.example", "grace.holm@larkfield.example"],
  2: ["rowan.vale@larkfield.example", "tomas.reed@larkfield.example"],
  3: ["marta.quill@larkfield.example", "grace.holm@larkfield.example"],
  4: ["ines.park@larkfield.example"],
};

export function users(): User[] {
  const plain: Omit<User, "id" | "name" | "email"> = {
    is_staff: false,
    is_admin: false,
    is_sysadmin: false,
    is_superuser: false,
    api_user: false,
    tonic_notifications: false,
    password: "",
    created_at: SET_UP,
  };
  const staff = list<(typeof STAFF)[number], User>(STAFF, ([name, email, flags]) => ({
    ...plain,
    name,
    email,
    password: PASSWORD,
    ...Object.fromEntries(flags.map((flag) => [flag, true])),
  }));
  const customers = list<(typeof CUSTOMERS)[number], User>(
    CUSTOMERS,
    ([name, email]) => ({ ...plain, name, email }),
    101,
  );
  return [...staff, ...customers];
}

/** Security is hidden from everybody but the superuser, the sysadmin and the system itself. */
export function queues(): Queue[] {
  return list<string, Queue>(["Inbox", "Field Service", "Accounts", "Security"], (name, index) => ({
    name,
    built_in: index === 0,
    outgoing_mailbox_id: index === 2 ? 2 : 1,
  }));
}

/** Queues by user; `m` manages and deletes as well. */
const RIGHTS: readonly (readonly [user: number, queue: number, level: "v" | "m"])[] = [
  ...[1, 2, 6].flatMap((user) => [1, 2, 3, 4].map((queue) => [user, queue, "m"] as const)),
  ...[1, 2, 3].map((queue) => [3, queue, "m"] as const),
  [4, 1, "v"],
  [4, 2, "v"],
  [5, 3, "m"],
  [7, 1, "v"],
  [8, 2, "m"],
  [9, 1, "v"],
];

export function queueRights(): QueueRight[] {
  return list<(typeof RIGHTS)[number], QueueRight>(RIGHTS, ([user, queue, level]) => ({
    user_id: user,
    queue_id: queue,
    can_view: true,
    can_manage: level === "m",
    can_delete: level === "m",
    treat_as_inbox: queue === 1,
    receive_inbox_errors: queue === 1 && level === "m",
  }));
}
