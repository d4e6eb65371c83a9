import { lookup } from "node:dns/promises";
import { createServer } from "node:net";
import { connect } from "node:tls";
import { checkEndpoint } from "../bridge/endpoint.ts";
import { withSettings } from "../config/read-settings.ts";
import type {
  AnyVendor,
  Finding,
  RemoteClient,
  RemoteEndpoint,
  RemoteServer,
  Settings,
} from "../define/index.ts";
import { PsaError, toPsaError } from "../errors/index.ts";
import type { SignInServer } from "../sign-in/index.ts";
import { bareHost } from "../upstream/addresses.ts";

/** Checks every remote server that is configured, in the order in which things fail. A later check needs the earlier ones. */
export async function* remoteFindings(vendor: AnyVendor, given: Settings): AsyncGenerator<Finding> {
  // The doctor stands at the machine, whatever the server is started as.
  const settings = withSettings(given, { transport: "stdio" });
  let configured = 0;
  for (const server of vendor.remotes ?? []) {
    let endpoint: RemoteEndpoint | undefined;
    try {
      endpoint = server.endpoint(settings);
      if (endpoint === undefined) continue;
      configured += 1;
      checkEndpoint(server, endpoint);
    } catch (thrown) {
      yield asFinding(`${server.title}: address`, thrown);
      continue;
    }
    yield* oneServer(vendor, server, endpoint, settings);
  }
  if (configured === 0) {
    yield {
      name: "Address",
      ok: false,
      detail: "no server is configured",
      advice: `Set ${vendor.envPrefix}_URL; see --help.`,
    };
  }
}

async function* oneServer(
  vendor: AnyVendor,
  server: RemoteServer,
  endpoint: RemoteEndpoint,
  settings: Settings,
): AsyncGenerator<Finding> {
  const url = new URL(endpoint.url);
  const named = await dns(url);
  yield named;
  if (!named.ok) return;
  if (url.protocol === "https:") {
    const trusted = await tls(url);
    yield trusted;
    if (!trusted.ok) return;
  }
  const there = await reach(endpoint);
  yield there;
  if (!there.ok) return;
  const { client } = endpoint;
  if (client !== undefined) {
    const { discoverSignIn } = await import("../sign-in/index.ts");
    let where: SignInServer;
    try {
      where = await discoverSignIn(endpoint, client);
      yield {
        name: "Discovery",
        ok: true,
        detail: `${where.found}: ${where.authorizeUrl} and ${where.tokenUrl}`,
      };
    } catch (thrown) {
      yield asFinding("Discovery", thrown);
      return;
    }
    yield await redirect(endpoint, client, where);
    yield await secret(endpoint, client, where);
    yield await port(client);
    const signedIn = await signIn(vendor, server, endpoint, settings);
    yield signedIn;
    if (!signedIn.ok) return;
  }
  yield await permission(vendor, server, settings);
}

async function dns(url: URL): Promise<Finding> {
  try {
    const { address } = await lookup(bareHost(url.hostname));
    return { name: "DNS", ok: true, detail: `${url.hostname} is ${address}` };
  } catch (thrown) {
    const code = thrown instanceof Error && "code" in thrown ? String(thrown.code) : "unknown";
    return {
      name: "DNS",
      ok: false,
      detail: `${url.hostname} cannot be resolved (${code})`,
      advice: "Check the host name, and whether a VPN is needed.",
    };
  }
}

function tls(url: URL): Promise<Finding> {
  return new Promise((resolve) => {
    const socket = connect({
      host: bareHost(url.hostname),
      port: Number(url.port || 443),
      servername: url.hostname,
      timeout: 10_000,
    });
    const end = (finding: Finding): void => {
      socket.destroy();
      resolve(finding);
    };
    socket.once("secureConnect", () =>
      end({
        name: "TLS",
        ok: true,
        detail: `${socket.getProtocol() ?? "TLS"}, certificate trusted`,
      }),
    );
    socket.once("timeout", () =>
      end({
        name: "TLS",
        ok: false,
        detail: "no answer within 10 s",
        advice: "The instance may keep an allow-list of addresses: ask for yours to be added.",
      }),
    );
    socket.once("error", (error: NodeJS.ErrnoException) =>
      end({
        name: "TLS",
        ok: false,
        detail: `no trusted connection (${error.code ?? error.message})`,
        advice: /CERT|SELF|ISSUER|SIGNED/i.test(error.code ?? "")
          ? "Set NODE_EXTRA_CA_CERTS to the company's certificate when a proxy signs connections anew."
          : "Check port and firewall, and whether the instance's allow-list has this machine's address.",
      }),
    );
  });
}

/** Asks the endpoint without a token: a refusal shows that it is there, a redirect that the slash is missing. */
async function reach(endpoint: RemoteEndpoint): Promise<Finding> {
  try {
    const answer = await fetch(endpoint.url, {
      method: "POST",
      redirect: "manual",
      headers: {
        "content-type": "application/json",
        accept: "application/json, text/event-stream",
      },
      body: JSON.stringify({ jsonrpc: "2.0", id: 0, method: "ping" }),
      signal: AbortSignal.timeout(15_000),
    });
    await answer.body?.cancel();
    const { status } = answer;
    const slash = new URL(endpoint.url).pathname.endsWith("/");
    if ((status >= 300 && status < 400) || status === 404 || status === 405 || status >= 500) {
      return {
        name: "MCP endpoint",
        ok: false,
        detail: `${endpoint.url} answers with status ${status}`,
        advice: slash
          ? "No MCP server is at this path: check the whole address."
          : `The slash at the end is missing: ${endpoint.url}/`,
      };
    }
    return { name: "MCP endpoint", ok: true, detail: `${endpoint.url} answers (status ${status})` };
  } catch (thrown) {
    const cause = thrown instanceof Error && thrown.cause instanceof Error ? thrown.cause : thrown;
    const code = cause instanceof Error && "code" in cause ? String(cause.code) : "no answer";
    return {
      name: "MCP endpoint",
      ok: false,
      detail: `${endpoint.url} cannot be reached (${code})`,
      advice: "Check port and firewall, and whether the allow-list has this machine's address.",
    };
  }
}

/** Sends a request for authorization without following it: a server that does not know the redirect says so at once. */
async function redirect(
  endpoint: RemoteEndpoint,
  client: RemoteClient,
  where: SignInServer,
): Promise<Finding> {
  const { beginRequest } = await import("../sign-in/grants.ts");
  const { signInFetch } = await import("../sign-in/outgoing.ts");
  const redirectUri = `http://${client.callbackHost}:${client.callbackPort}${client.callbackPath}`;
  try {
    const begun = await beginRequest(endpoint, client, where, redirectUri);
    const answer = await signInFetch(endpoint)(begun.url);
    const text = (await answer.text()).slice(0, 4000);
    const location = answer.headers.get("location") ?? "";
    const refusal = `${location} ${answer.status >= 400 ? text : ""}`;
    if (/redirect/i.test(refusal) && /mismatch|redirect_uri|redirect uri/i.test(refusal)) {
      return {
        name: "Redirect address",
        ok: false,
        detail: `the application does not have ${redirectUri}`,
        advice: `Register exactly ${redirectUri}, or set the callback settings to what is registered.`,
      };
    }
    if (answer.status >= 400 || /[?&]error=/.test(location)) {
      const unknown = /client_id|invalid_client|unauthorized_client/i.test(refusal);
      return {
        name: "OAuth client",
        ok: false,
        detail: unknown
          ? "the server does not know this client id"
          : `the request was refused (status ${answer.status})`,
        advice: unknown
          ? "Copy the client id again."
          : "Check the application: confidential, authorization code, Skip authorization on, User empty.",
      };
    }
    return { name: "Redirect address", ok: true, detail: `${redirectUri} is registered` };
  } catch (thrown) {
    return asFinding("Redirect address", thrown);
  }
}

/** Presents the client with a code that cannot be right: what is refused then is either the code or the client. */
async function secret(
  endpoint: RemoteEndpoint,
  client: RemoteClient,
  where: SignInServer,
): Promise<Finding> {
  const { renew } = await import("../sign-in/grants.ts");
  const { looksHashed } = await import("../sign-in/index.ts");
  if (looksHashed(client.clientSecret)) {
    return {
      name: "Client secret",
      ok: false,
      detail: "what is configured is a hash of the secret",
      advice:
        "The server shows the secret once, before the application is saved. Make a new one and copy it before saving.",
    };
  }
  try {
    await renew(endpoint, client, where, {
      accessToken: "",
      refreshToken: "psa-mcp-doctor",
      issuedAt: 0,
      tokenUrl: where.tokenUrl,
      issuer: where.issuer,
    });
    return { name: "Client secret", ok: true, detail: "the server accepts it" };
  } catch (thrown) {
    const error = toPsaError(thrown);
    // The invented token was judged, so the client was recognised.
    if (error.code === "credential_rejected" && /used already|has ended/.test(error.message))
      return { name: "Client secret", ok: true, detail: "the server accepts it" };
    return asFinding("Client secret", error);
  }
}

/** Whether the port that the browser comes back to is free. */
function port(client: RemoteClient): Promise<Finding> {
  const name = "Callback port";
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", (error: NodeJS.ErrnoException) =>
      resolve({
        name,
        ok: error.code !== "EADDRINUSE" || client.callbackHost === "127.0.0.1",
        detail: `port ${client.callbackPort} is in use`,
        advice: "End the program that uses it (an mcp-remote that still runs?) before signing in.",
      }),
    );
    server.listen(client.callbackPort, "127.0.0.1", () =>
      server.close(() =>
        resolve({ name, ok: true, detail: `port ${client.callbackPort} is free` }),
      ),
    );
  });
}

async function signIn(
  vendor: AnyVendor,
  server: RemoteServer,
  endpoint: RemoteEndpoint,
  settings: Settings,
): Promise<Finding> {
  const { createSignIns } = await import("../sign-in/index.ts");
  const signIns = createSignIns(settings, vendor.id);
  try {
    const status = await signIns.for(server, endpoint, "local").status();
    const kept = `tokens are encrypted with a key from the ${await signIns.keyFrom()}`;
    if (status.state !== "signed-in") {
      return {
        name: "Sign-in",
        ok: false,
        detail: status.problem ?? "nobody is signed in on this machine",
        advice:
          "Sign in with the command login (login --no-browser on a machine without a browser).",
      };
    }
    return {
      name: "Sign-in",
      ok: true,
      detail: `signed in, ${status.renewable === true ? "renewed without asking" : "until the token ends"}; ${kept}`,
    };
  } finally {
    await signIns.close();
  }
}

/** Lists the tools with what is kept or configured. */
async function permission(
  vendor: AnyVendor,
  server: RemoteServer,
  settings: Settings,
): Promise<Finding> {
  const [{ createBridge }, { createSignIns }, { MemoryChanges }, { serverCredential }] =
    await Promise.all([
      import("../bridge/index.ts"),
      import("../sign-in/index.ts"),
      import("../state/index.ts"),
      import("../access/index.ts"),
    ]);
  const bridge = createBridge({
    vendor,
    settings,
    version: "doctor",
    changes: new MemoryChanges(),
    logger: { warn() {}, error() {} },
    signIns: createSignIns(settings, vendor.id),
  });
  const credential = serverCredential(vendor, settings);
  try {
    const remote = bridge.remote(
      server.id,
      {
        subject: "stdio",
        label: "stdio",
        role: "admin",
        serverRole: "admin",
        method: "stdio",
        binding: "doctor",
        ...(credential === undefined ? {} : { credential }),
      },
      AbortSignal.timeout(60_000),
    );
    const tools = await remote.list();
    return {
      name: "Permission",
      ok: tools.length > 0,
      detail: `${tools.length} tools are offered to this account`,
      advice: "An account without any tool lacks the permissions of the server.",
    };
  } catch (thrown) {
    return asFinding("Permission", thrown);
  } finally {
    await bridge.close();
  }
}

function asFinding(name: string, thrown: unknown): Finding {
  const error = thrown instanceof PsaError ? thrown : toPsaError(thrown);
  const reasons = error.reasons.map(({ text }) => text).join("; ");
  return {
    name,
    ok: false,
    detail: reasons === "" ? error.message : `${error.message} (${reasons})`,
    advice: error.advice,
  };
}
