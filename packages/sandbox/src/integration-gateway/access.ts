import { flag, type Row, type Value } from "./model.ts";
import type { Principal, State } from "./state.ts";

/** What somebody may do with an integration. */
export interface Permissions {
  read: boolean;
  write: boolean;
  execute: boolean;
  debug: boolean;
}

export type Permission = keyof Permissions;

export const PERMISSIONS: readonly Permission[] = ["read", "write", "execute", "debug"];

/** The permissions of a user on an integration: the user's own, and those of the groups on top. */
export function permissionsOf(state: State, principal: Principal, integration: Row): Permissions {
  if (principal.type === "superuser") {
    return { read: true, write: true, execute: true, debug: true };
  }
  const groups = state.store.table("users").get(principal.userId)?.["groups"];
  const mine = state.store
    .table("permissions")
    .by("integration", integration.id)
    .filter(
      (row) =>
        row["user"] === principal.userId ||
        (Array.isArray(groups) && (groups as readonly Value[]).includes(row["group"])),
    );
  const has = (name: Permission): boolean => mine.some((row) => flag(row, name));
  const execute = has("execute");
  // A service account executes and sees nothing.
  if (principal.type === "service") return { read: false, write: false, execute, debug: false };
  return { read: has("read"), write: has("write"), execute, debug: has("debug") };
}

/** True for who may use the three tools of run histories. */
export function mayUseRunHistory(state: State, principal: Principal): boolean {
  if (principal.type === "superuser") return true;
  const row = state.store.table("users").get(principal.userId);
  const granted = row?.["user_permissions"];
  return (
    Array.isArray(granted) && (granted as readonly Value[]).includes("can_use_mcp_run_history_tool")
  );
}
