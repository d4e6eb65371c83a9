import type { Answer } from "../../http/message.ts";
import { redirectTo } from "../errors.ts";
import { INTEGRATION_GATEWAY_USERS, type Application } from "../keys.ts";
import type { Call } from "../state.ts";
import { isRedirectAllowed } from "./applications.ts";
import { issuerOf } from "./discovery.ts";
import { authorizeErrorPage, consentPage } from "./pages.ts";
import { isScopeKnown, scopeOf } from "./scopes.ts";
import { csrfFailure, csrfOf, toSignIn } from "./sign-in.ts";
import { formOf, isCsrfGood } from "./web-sessions.ts";

/** A request for a code in which everything is in order. */
interface Wanted {
  application: Application;
  redirectUri: string;
  state: string | null;
  scope: string;
  challenge: string;
  challengeMethod: string;
}

/** `GET /o/authorize/` */
export function showAuthorize(call: Call): Answer {
  const { request } = call;
  const username = userOf(call);
  if (username === undefined) return toSignIn(call);
  const wanted = readWanted(call, request.url.searchParams);
  if ("answer" in wanted) return wanted.answer;
  if (wanted.application.skipAuthorization) return grant(call, wanted, username);
  const { token, cookies } = csrfOf(request);
  const { searchParams } = request.url;
  return { ...consentPage(token, wanted.application.name, username, searchParams), cookies };
}

/** The signed-in person; with automatic sign-in, the member of staff. */
function userOf({ state, request }: Call): string | undefined {
  const known = state.web.userOf(request);
  if (known !== undefined || state.switches.signIn === "form") return known;
  return INTEGRATION_GATEWAY_USERS.staff.username;
}

/** `POST /o/authorize/`: the consent form. */
export function doAuthorize(call: Call): Answer {
  const { request } = call;
  const username = userOf(call);
  if (username === undefined) return toSignIn(call);
  if (!isCsrfGood(request)) return csrfFailure();
  const form = formOf(request);
  const wanted = readWanted(call, form);
  if ("answer" in wanted) return wanted.answer;
  if (form.get("allow") === null) {
    return back(call, wanted, { error: "access_denied" });
  }
  return grant(call, wanted, username);
}

function grant(call: Call, wanted: Wanted, username: string): Answer {
  const { state } = call;
  const code = state.grants.issueCode(
    {
      clientId: wanted.application.clientId,
      username,
      redirectUri: wanted.redirectUri,
      scope: wanted.scope,
      challenge: wanted.challenge,
      challengeMethod: wanted.challengeMethod,
    },
    state.clock.now().getTime(),
  );
  return back(call, wanted, { code });
}

function back(
  { state: { switches }, base }: Call,
  wanted: Pick<Wanted, "redirectUri" | "state">,
  result: Readonly<Record<string, string>>,
): Answer {
  const target = new URL(wanted.redirectUri);
  for (const [name, value] of Object.entries(result)) target.searchParams.set(name, value);
  if (wanted.state !== null) target.searchParams.set("state", wanted.state);
  if (switches.issuer !== "absent") {
    const issuer = switches.issuer === "wrong" ? "https://other.example" : issuerOf(switches, base);
    target.searchParams.set("iss", issuer);
  }
  return redirectTo(target.href);
}

/** Checks in the order of the library: the client and its address first, and only then errors may travel there. */
function readWanted(call: Call, given: URLSearchParams): Wanted | { answer: Answer } {
  const { applications, switches } = call.state;
  const fatal = (description: string): { answer: Answer } => ({
    answer: authorizeErrorPage("invalid_request", description),
  });
  const clientId = given.get("client_id");
  if (clientId === null) return fatal("Missing client_id parameter.");
  const application = applications.find(clientId);
  if (application === undefined) return fatal("Invalid client_id parameter value.");
  const [only, ...others] = application.redirectUris;
  const redirectUri = given.get("redirect_uri") ?? (others.length === 0 ? only : undefined);
  if (redirectUri === undefined) return fatal("Missing redirect URI.");
  if (!isRedirectAllowed(application, redirectUri)) return fatal("Mismatching redirect URI.");
  const target = { redirectUri, state: given.get("state") };
  const refuse = (error: string, description?: string): { answer: Answer } => ({
    answer: back(call, target, {
      error,
      ...(description === undefined ? {} : { error_description: description }),
    }),
  });
  const type = given.get("response_type");
  if (type === null) return refuse("invalid_request", "Missing response_type parameter.");
  if (type !== "code") return refuse("unsupported_response_type");
  if (application.grant !== "authorization-code") return refuse("unauthorized_client");
  const challenge = given.get("code_challenge");
  if (challenge === null) return refuse("invalid_request", "Code challenge required.");
  const challengeMethod = given.get("code_challenge_method") ?? "plain";
  if (challengeMethod !== "S256" && challengeMethod !== "plain") {
    return refuse("invalid_request", "Transform algorithm not supported.");
  }
  const resource = given.get("resource");
  if (switches.resource === "required" && resource === null) {
    return refuse("invalid_target", "A resource has to be named.");
  }
  if (switches.resource === "refused" && resource !== null) {
    return refuse("invalid_request", "The parameter resource is not supported.");
  }
  const scope = given.get("scope");
  if (!isScopeKnown(switches, scope)) return refuse("invalid_scope");
  return { ...target, application, scope: scopeOf(switches, scope), challenge, challengeMethod };
}
