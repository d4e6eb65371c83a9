import type { Incoming } from "../../http/message.ts";
import { randomText } from "./grants.ts";

/** Browsers that are signed in, by the value of their `sessionid` cookie. */
export class WebSessions {
  readonly #users = new Map<string, string>();

  reset(): void {
    this.#users.clear();
  }

  open(username: string): string {
    const id = randomText(32).toLowerCase();
    this.#users.set(id, username);
    return id;
  }

  /** The signed-in user's name. */
  userOf(request: Incoming): string | undefined {
    const id = cookieOf(request, "sessionid");
    return id === undefined ? undefined : this.#users.get(id);
  }

  close(request: Incoming): void {
    this.#users.delete(cookieOf(request, "sessionid") ?? "");
  }
}

/** The value of a cookie of the request. */
export function cookieOf(request: Incoming, name: string): string | undefined {
  for (const pair of (request.headers.cookie ?? "").split(";")) {
    const [given, value] = pair.split("=", 2);
    if (given?.trim() === name) return value?.trim();
  }
  return undefined;
}

/** Fields of a posted form. */
export function formOf(request: Incoming): URLSearchParams {
  const type = request.headers["content-type"] ?? "";
  const isForm = type.toLowerCase().startsWith("application/x-www-form-urlencoded");
  return new URLSearchParams(isForm ? request.body.toString("utf8") : "");
}

/** True when a posted form, or a header, repeats the token of the `csrftoken` cookie. */
export function isCsrfGood(request: Incoming): boolean {
  const expected = cookieOf(request, "csrftoken");
  const header = request.headers["x-csrftoken"];
  const given = formOf(request).get("csrfmiddlewaretoken") ?? header;
  return expected !== undefined && expected !== "" && given === expected;
}
