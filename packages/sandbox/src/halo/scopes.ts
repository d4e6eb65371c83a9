/** What a right is about. `config` is set-up that every agent reads; `reporting` and `admin` are apart. */
export type Area =
  | "tickets"
  | "calendar"
  | "customers"
  | "crm"
  | "timesheets"
  | "contracts"
  | "suppliers"
  | "items"
  | "projects"
  | "sales"
  | "quotes"
  | "sos"
  | "pos"
  | "invoices"
  | "reporting"
  | "software"
  | "softwarelicensing"
  | "kb"
  | "assets"
  | "config"
  | "admin";

export type Access = "read" | "edit";

const PAIRED = [
  "tickets",
  "calendar",
  "customers",
  "crm",
  "timesheets",
  "contracts",
  "suppliers",
  "items",
  "projects",
  "sales",
  "quotes",
  "sos",
  "pos",
  "invoices",
  "reporting",
  "software",
  "softwarelicensing",
  "kb",
  "assets",
] as const;

const OTHERS = [
  "all",
  "all:standard",
  "admin",
  "editMine:timesheets",
  "access:chat",
  "access:adpasswordreset",
  "offline_access",
  "openid",
  "profile",
];

/** Every scope by its name. */
export const SCOPES: ReadonlySet<string> = new Set([
  ...PAIRED.flatMap((area) => [`read:${area}`, `edit:${area}`]),
  ...OTHERS,
]);

/** True when an application may ask for a scope. */
export function mayRequest(granted: readonly string[], scope: string): boolean {
  if (granted.includes("*") || granted.includes(scope)) return true;
  if (["offline_access", "openid", "profile"].includes(scope)) return true;
  return granted.includes("read:*") && scope.startsWith("read:");
}

/** True when the scopes of a token reach an area. A token without scopes reaches nothing. */
export function reaches(scopes: readonly string[], access: Access, area: Area): boolean {
  const apart = area === "reporting" || area === "admin";
  if (scopes.includes("all")) return true;
  if (area === "config" && access === "read") {
    return scopes.some((scope) => !["offline_access", "openid", "profile"].includes(scope));
  }
  if (area === "config" || area === "admin") return scopes.includes("admin");
  if (scopes.includes("all:standard") && !apart) return true;
  if (area === "timesheets" && access === "edit" && scopes.includes("editMine:timesheets")) {
    return true;
  }
  return scopes.includes(`${access}:${area}`);
}

type Rights = Readonly<Partial<Record<Area, Access>>>;

function every(access: Access, areas: readonly Area[]): Rights {
  return Object.fromEntries(areas.map((area) => [area, access]));
}

/** The rights of the roles by name; what is not named is closed. */
const ROLES: Readonly<Record<string, Rights>> = {
  Administrator: every("edit", [...PAIRED, "config", "admin"]),
  Technician: {
    ...every("edit", ["tickets", "calendar", "crm", "timesheets", "assets", "projects", "kb"]),
    ...every("read", ["customers", "contracts", "suppliers", "items", "softwarelicensing"]),
    config: "read",
  },
  Sales: {
    ...every("edit", ["customers", "crm", "sales", "quotes", "sos", "calendar", "timesheets"]),
    ...every("read", ["tickets", "contracts", "items", "suppliers", "invoices", "pos", "assets"]),
    kb: "read",
    config: "read",
  },
};

/** True when one of an agent's roles reaches an area. */
export function permits(roles: readonly string[], access: Access, area: Area): boolean {
  return roles.some((role) => {
    const given = ROLES[role]?.[area];
    return given === "edit" || (given === "read" && access === "read");
  });
}
