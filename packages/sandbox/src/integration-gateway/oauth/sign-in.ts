import { html, type Answer, type Incoming } from "../../http/message.ts";
import { plainPage, redirectTo } from "../errors.ts";
import type { Call } from "../state.ts";
import { randomText } from "./grants.ts";
import { homePage, signInPage } from "./pages.ts";
import { signIn } from "./users.ts";
import { cookieOf, formOf, isCsrfGood } from "./web-sessions.ts";

/** The token of the request's `csrftoken` cookie, or a new one with the cookie that sets it. */
export function csrfOf(request: Incoming): { token: string; cookies: string[] } {
  const given = cookieOf(request, "csrftoken");
  if (given !== undefined && given !== "") return { token: given, cookies: [] };
  const token = randomText(32);
  return { token, cookies: [`csrftoken=${token}; Path=/; SameSite=Lax`] };
}

/** Sends a browser to the form, and from there back to where it wanted to go. */
export function toSignIn({ request }: Call): Answer {
  const next = `${request.url.pathname}${request.url.search}`;
  return redirectTo(`/accounts/login/?next=${encodeURIComponent(next)}`);
}

/** `GET /accounts/login/` */
export function showSignIn({ request }: Call): Answer {
  const { token, cookies } = csrfOf(request);
  return { ...signInPage(token, nextOf(request.url.searchParams.get("next"))), cookies };
}

/** `POST /accounts/login/` */
export function doSignIn({ state, request }: Call): Answer {
  if (!isCsrfGood(request)) return csrfFailure();
  const form = formOf(request);
  const next = nextOf(form.get("next"));
  const principal = signIn(state, form.get("username") ?? "", form.get("password") ?? "");
  // A service account has no user interface.
  if (principal === undefined || principal.type === "service") {
    const { token, cookies } = csrfOf(request);
    const problem = "That name and password do not belong together. Both are case-sensitive.";
    return { ...signInPage(token, next, problem), cookies };
  }
  const session = state.web.open(principal.username);
  return {
    ...redirectTo(next),
    cookies: [`sessionid=${session}; Path=/; HttpOnly; SameSite=Lax`],
  };
}

/** `POST /integrations/services/auth/logout` */
export function signOut({ state, request }: Call): Answer {
  if (state.web.userOf(request) === undefined) return plainPage(403, "403 Forbidden");
  if (!isCsrfGood(request)) return csrfFailure();
  state.web.close(request);
  return { ...html(200, ""), cookies: ["sessionid=; Path=/; Max-Age=0"] };
}

/** `GET /` */
export function home(call: Call): Answer {
  const username = call.state.web.userOf(call.request);
  return username === undefined ? toSignIn(call) : homePage(username);
}

/** What is answered to a form without its token. */
export function csrfFailure(): Answer {
  return plainPage(
    403,
    "403 Forbidden",
    "CSRF verification failed. The request was not carried out.",
  );
}

/** Only paths of the instance: a foreign address in `next` would be an open redirect. */
function nextOf(given: string | null): string {
  return given !== null && /^\/(?![/\\])/.test(given) ? given : "/";
}
