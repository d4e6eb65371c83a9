import { createHash } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { PsaError, toPsaError } from "../../errors/index.ts";
import { endPage, pageHeaders } from "../../sign-in/pages.ts";
import type { Bindable } from "../bindable.ts";

/** What a runtime with remote servers gives the two pages of a sign-in. */
export type WebSignIn = NonNullable<Bindable["webSignIn"]>;

const COOKIE = "psa_sign_in";

/** Stands for a sign-in in the browser that began it; the state itself stays in the address. */
const markOf = (state: string): string =>
  createHash("sha256").update(`psa-mcp sign-in ${state}`).digest("base64url").slice(0, 32);

function show(response: ServerResponse, status: number, page: string, cookie?: string): void {
  response.writeHead(status, {
    ...pageHeaders,
    ...(cookie === undefined ? {} : { "set-cookie": cookie }),
  });
  response.end(page);
}

const problem = (response: ServerResponse, thrown: unknown): void => {
  const error = toPsaError(thrown);
  const reasons = error.reasons.map(({ text }) => text).join(" ");
  show(response, 400, endPage("Not signed in", `${error.message} ${reasons} ${error.advice}`));
};

/**
 * The page that a person opens first. It says on whose behalf the sign-in is, so that nobody signs in for a stranger who
 * sent the address around, and marks the browser: only the one that began may finish.
 */
export function serveSignInStart(
  signIn: WebSignIn,
  request: IncomingMessage,
  response: ServerResponse,
  secure: boolean,
): void {
  const state = queryOf(request).get("state") ?? "";
  try {
    const { title, user, url } = signIn.started(state);
    const cookie = `${COOKIE}=${markOf(state)}; Path=/oauth/upstream/; HttpOnly; SameSite=Lax; Max-Age=900${secure ? "; Secure" : ""}`;
    const text = `This lets ${user} of this server work in ${title} with the account that you sign in with. Go on only if that is you and you have just asked for it.`;
    show(
      response,
      200,
      endPage(`Sign in to ${title}?`, text, { label: "Go on", href: url }),
      cookie,
    );
  } catch (thrown) {
    problem(response, thrown);
  }
}

/** The page that the browser comes back to. */
export async function serveSignInEnd(
  signIn: WebSignIn,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const query = queryOf(request);
  try {
    const mark = new RegExp(`(?:^|; )${COOKIE}=([\\w-]+)`).exec(request.headers.cookie ?? "")?.[1];
    if (mark !== markOf(query.get("state") ?? "")) {
      throw new PsaError("forbidden", "This sign-in was not begun in this browser.", {
        advice: "Open the address that the sign-in tool gave once more.",
      });
    }
    const title = await signIn.finish(query);
    show(
      response,
      200,
      endPage("Signed in", `You are signed in to ${title}. You can close this page.`),
      `${COOKIE}=; Path=/oauth/upstream/; HttpOnly; SameSite=Lax; Max-Age=0`,
    );
  } catch (thrown) {
    problem(response, thrown);
  }
}

const queryOf = (request: IncomingMessage): URLSearchParams =>
  new URL(request.url ?? "/", "http://localhost").searchParams;
