import { hashedSecret, INTEGRATION_GATEWAY_USERS } from "../keys.ts";
import type { Fields, Row } from "../model.ts";
import { fullRow } from "./integration.ts";

const NAMES: Readonly<Record<string, readonly [string, string]>> = {
  superuser: ["Ada", "Quill"],
  staff: ["Ben", "Marsh"],
  builder: ["Carla", "Ferro"],
  standard: ["Dina", "Lund"],
  service: ["Origination", "Service"],
  inactive: ["Evan", "Roper"],
};

const LENDING_TEAM = 12;
const GROUPS: Readonly<Record<string, readonly number[]>> = { builder: [LENDING_TEAM] };

/** Users, groups, organizations and what each may do with which integration. */
export function peopleTables(integrations: readonly Row[]): Record<string, Row[]> {
  const users = Object.entries(INTEGRATION_GATEWAY_USERS).map(([name, user]) => {
    const [first_name, last_name] = NAMES[name] ?? ["", ""];
    return fullRow("users", user.userId, {
      username: user.username,
      first_name,
      last_name,
      email: `${user.username}@harrowcreek.example`,
      user_type: user.type,
      is_active: name !== "inactive",
      password: hashedSecret(user.password),
      groups: GROUPS[name] ?? [],
      user_permissions: name === "staff" ? ["can_use_mcp_run_history_tool"] : [],
    });
  });
  return {
    users,
    groups: [
      fullRow("groups", 11, { name: "Deposit Operations", organization: 21 }),
      fullRow("groups", LENDING_TEAM, { name: "Lending Team", organization: 22 }),
    ],
    organizations: [
      fullRow("organizations", 21, { name: "Operations", description: "Back office" }),
      fullRow("organizations", 22, { name: "Lending", description: "Commercial and retail" }),
    ],
    permissions: integrations
      .flatMap((row) => grantsOn(row))
      .map((given, index) => fullRow("permissions", 8001 + index, given)),
  };
}

/** Integrations that even the member of staff may only look at, or not see into. */
const LOOK_ONLY = ["wire-notification", "payment-reversal"];
const CLOSED = ["ofac-screening"];

function grantsOn(row: Row): Fields[] {
  const integration = row.id;
  const name = String(row["path_name"]);
  const tags = JSON.stringify(row["tags"]);
  const { staff, standard, service } = INTEGRATION_GATEWAY_USERS;
  const all = { read: true, write: true, execute: true, debug: true };
  const grants: Fields[] = [];
  if (!CLOSED.includes(name)) {
    const isOpen = !LOOK_ONLY.includes(name);
    grants.push({ integration, user: staff.userId, read: true, ...(isOpen ? all : {}) });
  }
  if (tags.includes("lending")) {
    grants.push({ integration, group: LENDING_TEAM, read: true, write: true, execute: true });
  }
  if (name === "echo") grants.push({ integration, user: standard.userId, execute: true });
  if (tags.includes("core") || tags.includes("utility") || tags.includes("lending")) {
    grants.push({ integration, user: service.userId, execute: true });
  }
  return grants;
}
