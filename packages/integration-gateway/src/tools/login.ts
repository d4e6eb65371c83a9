import {
  message,
  PsaError,
  z,
  type Settings,
  type SignInStatus,
  type ToolContext,
  type AnyTool,
} from "@psa-mcp/core";
import { defineTool } from "../define.ts";
import { allowedClasses, instanceOf } from "../settings.ts";

const UNSET =
  "No instance is configured: set IG_URL to https://<instance>/integrations/mcp/ and IG_CLIENT_INFO to the OAuth client.";

const loginStatus = defineTool({
  name: "ig_login_status",
  title: "Sign-in status",
  tier: "read",
  toolset: "session",
  survivesFaults: true,
  description:
    "Whether somebody is signed in to the instance, until when, what is allowed, and what is missing. Use it when tools are missing.",
  input: z.object({}),
  async handler({ remote, settings }) {
    const instance = instanceOf(settings);
    if (instance === undefined) return message(UNSET, { configured: false });
    const gateway = remote("gateway");
    const status = await gateway.signIn();
    const tools =
      status.state === "signed-in" || status.state === "open" ? await gateway.tools() : [];
    const changed = await gateway.changedTools();
    const allowed = allowedClasses(settings);
    const record = {
      instance: instance.url,
      environment: instance.environment ?? null,
      ...factsOf(status),
      tools: tools.length,
      allowed: ["read", ...allowed],
      ...(changed.length === 0 ? {} : { changed_tools: changed }),
    };
    return message(sentenceOf(status, instance.url), record, [
      `Allowed: ${record.allowed.join(", ")}.${hintOf(settings)}`,
      ...(changed.length === 0
        ? []
        : [
            `Changed their description or arguments since they were first seen here: ${changed.join(", ")}. Look at them before you trust them.`,
          ]),
    ]);
  },
});

const login = defineTool({
  name: "ig_login",
  title: "Sign in",
  tier: "read",
  toolset: "session",
  owner: "server",
  description:
    "Begins the sign-in to the instance and gives the address that the person opens. Tools appear when it is done.",
  input: z.object({
    again: z.boolean().optional().describe("Sign in anew, as somebody else"),
  }),
  async handler(context) {
    const { remote, settings, canAsk, input } = context;
    if (instanceOf(settings) === undefined)
      throw new PsaError("configuration", UNSET, { advice: "" });
    const gateway = remote("gateway");
    // Where the person is asked through the client, the client opens the page.
    const asks = canAsk.has("page");
    const begun = await gateway.beginSignIn({ open: !asks, again: input.again === true });
    if (begun.state !== "waiting") return message(sentenceOf(begun, ""), factsOf(begun));
    if (begun.url === undefined) {
      return message("Another process is signing in; its tokens will be used here as well.", {
        state: "waiting",
      });
    }
    if (!asks) {
      return message(`Open this address and sign in: ${begun.url}`, factsOf(begun), [
        "Tools appear when it is done; ig_login_status tells. On a machine without a browser use the command login --no-browser.",
      ]);
    }
    return waitForPerson(context, begun.url);
  },
});

/** Lets the client put the page before the person, then waits a little for its end. */
async function waitForPerson(
  { ask, remote }: Pick<ToolContext<unknown, unknown>, "ask" | "remote">,
  url: string,
): Promise<ReturnType<typeof message>> {
  const { page } = await ask({
    page: { kind: "page", message: "Sign in to nCino Integration Gateway", url } as const,
  });
  if (page.action !== "accept") return message("Nobody signed in.", { state: "signed-out" });
  const status = await remote("gateway").awaitSignIn(45);
  return status.state === "signed-in"
    ? message(sentenceOf(status, ""), factsOf(status))
    : message("The page was opened; the sign-in is not finished yet.", factsOf(status), [
        "ig_login_status tells when it is.",
      ]);
}

function factsOf(status: SignInStatus): Record<string, unknown> {
  return {
    state: status.state,
    ...(status.expiresAt === undefined
      ? {}
      : { expires_at: new Date(status.expiresAt).toISOString() }),
    ...(status.renewable === undefined ? {} : { renewable: status.renewable }),
    ...(status.url === undefined ? {} : { url: status.url }),
    ...(status.problem === undefined ? {} : { problem: status.problem }),
  };
}

function sentenceOf(status: SignInStatus, url: string): string {
  const at = url === "" ? "" : ` at ${url}`;
  switch (status.state) {
    case "open":
      return `A token is configured, or none is needed${at}.`;
    case "signed-in":
      return `Signed in${at}${status.renewable === true ? "; renewed without asking" : ""}.`;
    case "waiting":
      return `A sign-in is under way${at}${status.url === undefined ? "" : `: ${status.url}`}.`;
    case "signed-out":
      return `Nobody is signed in${at}. ${status.problem ?? ""} Call ig_login.`.replaceAll(
        "  ",
        " ",
      );
  }
}

function hintOf(settings: Settings): string {
  const off = ["write", "execute", "admin"].filter(
    (name) => !allowedClasses(settings).includes(name),
  );
  if (off.length === 0) return "";
  const variable = instanceOf(settings)?.production === true ? "IG_ALLOW_PROD" : "IG_ALLOW";
  return ` Not switched on: ${off.join(", ")} (${variable}).`;
}

export const loginTools: readonly AnyTool[] = [loginStatus, login];
