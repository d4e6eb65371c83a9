import { INTEGRATION_GATEWAY_USERS, type UserType } from "../keys.ts";
import { flag, text } from "../model.ts";
import type { Principal, State } from "../state.ts";

/** Who a name belongs to; nobody for users that are not active. */
export function principalOf(
  state: State,
  username: string,
  scopes?: readonly string[],
): Principal | undefined {
  const [row] = state.store.table("users").by("username", username);
  if (row === undefined || !flag(row, "is_active")) return undefined;
  return { userId: row.id, username, type: text(row, "user_type") as UserType, scopes };
}

/** Who signs in with a name and a password. */
export function signIn(state: State, username: string, password: string): Principal | undefined {
  const known = Object.values(INTEGRATION_GATEWAY_USERS).find((user) => user.username === username);
  return known?.password === password ? principalOf(state, username) : undefined;
}
