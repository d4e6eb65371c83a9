import { describe, expect, it } from "vitest";
import { authorizeUrl, exchangeOf, harness } from "../api.fixture.ts";
import { Browser } from "../browser.fixture.ts";
import { hashedSecret } from "../index.ts";

const { sandbox, call, control, token, authorize, login, switch: set } = harness();

describe("discovery", () => {
  const mcp = "/integrations/mcp/";

  it("names the authorization server of the resource", async () => {
    const { headers } = await call("POST", mcp);
    const url = /resource_metadata="([^"]+)"/.exec(headers.get("www-authenticate") ?? "")?.[1];
    const resource = (await (await fetch(url ?? "")).json()) as Record<string, unknown>;
    expect(resource).toMatchObject({
      resource: sandbox().mcpUrl,
      authorization_servers: [`${sandbox().url}/o`],
    });
    const { body } = await call("GET", "/.well-known/oauth-authorization-server/o");
    expect(body).toMatchObject({
      issuer: `${sandbox().url}/o`,
      authorization_endpoint: `${sandbox().url}/o/authorize/`,
      token_endpoint: `${sandbox().url}/o/token/`,
      code_challenge_methods_supported: ["S256"],
    });
    expect(body.registration_endpoint).toBeUndefined();
  });

  it.each([
    ["authorization-server", ["/.well-known/oauth-authorization-server"]],
    ["openid", ["/o/.well-known/openid-configuration"]],
    ["none", []],
  ])("has other documents in the variant %s", async (discovery, present) => {
    await set({ discovery });
    const { headers } = await call("POST", mcp);
    expect(headers.get("www-authenticate")).not.toContain("resource_metadata");
    const paths = [
      "/.well-known/oauth-protected-resource/integrations/mcp/",
      "/.well-known/oauth-authorization-server",
      "/.well-known/oauth-authorization-server/o",
      "/o/.well-known/openid-configuration",
    ];
    const found: string[] = [];
    for (const path of paths) if ((await call("GET", path)).status === 200) found.push(path);
    expect(found).toEqual(present);
  });

  it("answers with the name by which it was called", async () => {
    const port = new URL(sandbox().url).port;
    const headers = { host: `localhost:${port}` };
    const url = `http://localhost:${port}/.well-known/oauth-authorization-server/o`;
    const body = await fetch(url, { headers }).then(
      (answer) => answer.json() as Promise<{ issuer: string }>,
    );
    expect(body.issuer).toBe(`http://localhost:${port}/o`);
  });

  it("has no registration of clients", async () => {
    expect((await call("POST", "/register", { body: "{}" })).status).toBe(404);
    expect((await call("POST", "/o/register/", { body: "{}" })).status).toBe(404);
  });
});

describe("signing in", () => {
  it("asks for name and password and sends the browser back with code and state", async () => {
    const url = await authorize();
    expect(`${url.origin}${url.pathname}`).toBe("http://localhost:6545/oauth/callback");
    expect(url.searchParams.get("state")).toBe("some-state");
    const { status, body } = await token(
      exchangeOf(url.searchParams.get("code") ?? "", sandbox().clients.mcp),
    );
    expect(status).toBe(200);
    expect(body).toMatchObject({ expires_in: 36_000, token_type: "Bearer", scope: "read write" });
    expect(body.access_token).toMatch(/^\w{30}$/);
  });

  it("refuses a wrong password, a service account and a form without its token", async () => {
    const url = authorizeUrl(sandbox().url, sandbox().clients.mcp);
    const { staff, service, inactive } = sandbox().users;
    const wrong = await new Browser(url).signIn(url, { ...staff, password: "guess" });
    expect(wrong.text).toContain('role="alert"');
    expect((await new Browser(url).signIn(url, service)).text).toContain('role="alert"');
    expect((await new Browser(url).signIn(url, inactive)).text).toContain('role="alert"');
    const { username, password } = staff;
    const bare = await new Browser(url).open(`${sandbox().url}/accounts/login/`, {
      username,
      password,
    });
    expect(bare.status).toBe(403);
  });

  it("does not send people to foreign addresses", async () => {
    const browser = new Browser(sandbox().url);
    const page = await browser.signIn(
      `${sandbox().url}/accounts/login/?next=//attacker.example/`,
      sandbox().users.staff,
    );
    expect(new URL(page.url).pathname).toBe("/");
    expect(page.text).toContain("bmarsh");
  });

  it("shows a second application without another password", async () => {
    const browser = new Browser(sandbox().url);
    const url = authorizeUrl(sandbox().url, sandbox().clients.mcp);
    await browser.signIn(url, sandbox().users.staff);
    expect((await browser.open(url)).url).toContain("code=");
  });

  it("asks for consent where authorization is not skipped", async () => {
    const { consent } = sandbox().clients;
    const browser = new Browser(sandbox().url);
    const page = await browser.signIn(authorizeUrl(sandbox().url, consent), sandbox().users.staff);
    expect(page.text).toContain("Branch Assistant");
    const denied = new URL((await browser.submit(page, { deny: "Cancel" })).url);
    expect(denied.searchParams.get("error")).toBe("access_denied");
    expect(denied.searchParams.get("state")).toBe("some-state");
    const allowed = new URL((await browser.submit(page, { allow: "Authorize" })).url);
    const code = allowed.searchParams.get("code") ?? "";
    expect((await token(exchangeOf(code, consent), consent)).status).toBe(200);
  });

  it("can do without a form", async () => {
    await set({ signIn: "automatic" });
    const { status, headers } = await call(
      "GET",
      authorizeUrl("http://x", sandbox().clients.mcp).slice("http://x".length),
    );
    expect(status).toBe(302);
    expect(headers.get("location")).toMatch(/^http:\/\/localhost:6545\/oauth\/callback\?code=/);
  });
});

describe("the redirect address", () => {
  it.each([
    "http://localhost:6546/oauth/callback",
    "http://127.0.0.1:6545/oauth/callback",
    "http://localhost:6545/oauth/callback/",
    "https://localhost:6545/oauth/callback",
    "http://localhost:6545/oauth/callback#here",
    "http://attacker.example:6545/oauth/callback",
    "nonsense",
  ])("may not be %s", async (redirect) => {
    const page = await authorize({ parameters: { redirect_uri: redirect } });
    expect(page.origin).toBe(sandbox().url);
  });

  it.each(["http://127.0.0.1:39999/oauth/callback", "http://[::1]:1024/oauth/callback"])(
    "may have any port on a loopback address: %s",
    async (redirect) => {
      const { loopback } = sandbox().clients;
      const url = await authorize({ client: loopback, parameters: { redirect_uri: redirect } });
      expect(url.href).toMatch(`${redirect}?code=`);
      const code = url.searchParams.get("code") ?? "";
      const form = { ...exchangeOf(code, loopback), redirect_uri: redirect };
      expect((await token(form, loopback)).status).toBe(200);
    },
  );

  it("has to be the same at the exchange", async () => {
    const code = (await authorize()).searchParams.get("code") ?? "";
    const form = exchangeOf(code, sandbox().clients.mcp);
    const { status, body } = await token({ ...form, redirect_uri: "http://localhost:6545/" });
    expect([status, body.error]).toEqual([400, "invalid_request"]);
  });

  it("is not trusted with errors before it is checked", async () => {
    const page = await authorize({ parameters: { client_id: "unknown" } });
    expect(page.origin).toBe(sandbox().url);
  });
});

describe("a request for a code", () => {
  it.each([
    [{ response_type: null }, "invalid_request"],
    [{ response_type: "token" }, "unsupported_response_type"],
    [{ code_challenge: null }, "invalid_request"],
    [{ code_challenge_method: "S512" }, "invalid_request"],
  ])("with %j comes back with %s", async (parameters, error) => {
    const url = await authorize({ parameters });
    expect(url.searchParams.get("error")).toBe(error);
    expect(url.searchParams.get("state")).toBe("some-state");
  });

  it("knows scopes only where the profile has them", async () => {
    const parameters = { scope: "openid email" };
    expect((await authorize({ parameters })).searchParams.get("code")).not.toBeNull();
    await set({ scopes: "read-write" });
    expect((await authorize({ parameters })).searchParams.get("error")).toBe("invalid_scope");
  });

  it("may have to name the resource, or not to", async () => {
    const resource = sandbox().mcpUrl;
    await set({ resource: "required" });
    expect((await authorize()).searchParams.get("error")).toBe("invalid_target");
    const code = (await authorize({ parameters: { resource } })).searchParams.get("code") ?? "";
    const form = exchangeOf(code, sandbox().clients.mcp);
    expect((await token(form)).body.error).toBe("invalid_target");
    expect((await token({ ...form, resource })).status).toBe(200);
    await set({ resource: "refused" });
    const refused = await authorize({ parameters: { resource } });
    expect(refused.searchParams.get("error")).toBe("invalid_request");
  });
});

it.each([
  ["absent", null],
  ["present", "/o"],
  ["wrong", "https://other.example"],
])("names itself on the way back, or not: %s", async (issuer, expected) => {
  await set({ issuer });
  const iss = (await authorize()).searchParams.get("iss");
  expect(iss).toBe(expected === "/o" ? `${sandbox().url}/o` : expected);
  const { body } = await call("GET", "/.well-known/oauth-authorization-server/o");
  expect(body.authorization_response_iss_parameter_supported === true).toBe(issuer !== "absent");
});

describe("a code", () => {
  it("works once, for a minute, for its client and its verifier", async () => {
    const { mcp, loopback } = sandbox().clients;
    const next = async (): Promise<Record<string, string>> =>
      exchangeOf((await authorize()).searchParams.get("code") ?? "", mcp);
    const form = await next();
    expect((await token({ ...form, code_verifier: "w".repeat(64) })).body.error).toBe(
      "invalid_grant",
    );
    const { code_verifier: _, ...bare } = form;
    expect((await token(bare)).body.error).toBe("invalid_request");
    expect((await token(form, loopback)).body.error).toBe("invalid_grant");
    expect((await token(form)).status).toBe(200);
    expect((await token(form)).body).toEqual({ error: "invalid_grant" });
    const late = await next();
    await control("POST", "/clock", { seconds: 61 });
    expect((await token(late)).body.error).toBe("invalid_grant");
  });
});

describe("the client's proof", () => {
  const basic = (id: string, secret: string): Record<string, string> => ({
    authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString("base64")}`,
  });
  const byBasic = async (): Promise<number> => {
    const { mcp } = sandbox().clients;
    const code = (await authorize()).searchParams.get("code") ?? "";
    const { status } = await call("POST", "/o/token/", {
      headers: basic(mcp.clientId, mcp.clientSecret),
      body: new URLSearchParams(exchangeOf(code, mcp)),
    });
    return status;
  };
  const byPost = async (): Promise<number> => {
    const code = (await authorize()).searchParams.get("code") ?? "";
    return (await token(exchangeOf(code, sandbox().clients.mcp))).status;
  };

  it.each([
    ["either", 200, 200],
    ["post", 200, 401],
    ["basic", 401, 200],
  ])("may be wanted in a certain way: %s", async (clientAuthentication, post, basicStatus) => {
    await set({ clientAuthentication });
    expect([await byPost(), await byBasic()]).toEqual([post, basicStatus]);
  });

  it("is not the hash that the instance shows after saving", async () => {
    const { mcp } = sandbox().clients;
    const hash = hashedSecret(mcp.clientSecret);
    expect(hash).toMatch(/^pbkdf2_sha256\$/);
    const code = (await authorize()).searchParams.get("code") ?? "";
    const { status, body, headers } = await token(exchangeOf(code, mcp), {
      ...mcp,
      clientSecret: hash,
    });
    expect([status, body]).toEqual([401, { error: "invalid_client" }]);
    expect(headers.get("www-authenticate")).toContain("invalid_client");
  });
});

describe("refreshing", () => {
  const refresh = (refresh_token: string): ReturnType<typeof token> =>
    token({ grant_type: "refresh_token", refresh_token });
  const status = async (access: string): Promise<number> =>
    (await call("POST", "/integrations/mcp/", { headers: { authorization: `Bearer ${access}` } }))
      .status;

  it("rotates without grace: of two that refresh with one token, one loses", async () => {
    const { refresh_token, access_token } = await login();
    const answers = await Promise.all([refresh(refresh_token), refresh(refresh_token)]);
    const statuses = answers.map((answer) => answer.status);
    expect(statuses.toSorted((a, b) => a - b)).toEqual([200, 400]);
    expect(answers.find((answer) => answer.status === 400)?.body).toEqual({
      error: "invalid_grant",
    });
    expect(await status(access_token)).toBe(401);
    const won = answers.find((answer) => answer.status === 200)?.body;
    expect(await status(won.access_token)).not.toBe(401);
    expect((await refresh(won.refresh_token)).status).toBe(200);
  });

  it("can leave the refresh token as it is, or do without", async () => {
    await set({ refresh: "static" });
    const { refresh_token } = await login();
    const { body } = await refresh(refresh_token);
    expect(body.refresh_token).toBeUndefined();
    expect((await refresh(refresh_token)).status).toBe(200);
    await set({ refresh: "none" });
    expect((await login()).refresh_token).toBeUndefined();
    expect((await refresh(refresh_token)).body.error).toBe("invalid_grant");
  });

  it("is needed after ten hours", async () => {
    const { access_token, refresh_token } = await login();
    await control("POST", "/clock", { seconds: 35_990 });
    expect(await status(access_token)).not.toBe(401);
    await control("POST", "/clock", { seconds: 20 });
    expect(await status(access_token)).toBe(401);
    expect((await refresh(refresh_token)).status).toBe(200);
  });
});

describe("the token endpoint", () => {
  it("gives service accounts a token for their secret, and no more", async () => {
    const { service, mcp } = sandbox().clients;
    const { status, body } = await token({ grant_type: "client_credentials" }, service);
    expect(status).toBe(200);
    expect(body.refresh_token).toBeUndefined();
    const headers = { authorization: `Bearer ${body.access_token}` };
    expect((await call("POST", "/integrations/mcp/", { headers })).status).toBe(403);
    expect((await token({ grant_type: "client_credentials" }, mcp)).body.error).toBe(
      "unauthorized_client",
    );
    expect((await token({ grant_type: "authorization_code" }, service)).body.error).toBe(
      "unauthorized_client",
    );
  });

  it("knows no other grants, no JSON and no GET", async () => {
    expect((await token({ grant_type: "password" })).body.error).toBe("unsupported_grant_type");
    const asJson = await call("POST", "/o/token/", {
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ grant_type: "refresh_token" }),
    });
    expect(asJson.body.error).toBe("unsupported_grant_type");
    expect((await call("GET", "/o/token/")).status).toBe(405);
  });

  it("loses a POST without the slash at the end", async () => {
    const { status, headers } = await call("POST", "/o/token");
    expect([status, headers.get("location")]).toEqual([301, "/o/token/"]);
    await set({ missingSlash: "500" });
    expect((await call("POST", "/o/token")).status).toBe(500);
  });
});

describe("revoking", () => {
  it("ends a token, and introspection says so", async () => {
    const { access_token, refresh_token } = await login();
    const { mcp } = sandbox().clients;
    const form = (given: string): RequestInit => ({
      body: new URLSearchParams({
        client_id: mcp.clientId,
        client_secret: mcp.clientSecret,
        token: given,
      }),
    });
    expect((await call("POST", "/o/introspect/", form(access_token))).body).toMatchObject({
      active: true,
      username: "bmarsh",
    });
    expect((await call("POST", "/o/revoke_token/", form(refresh_token))).status).toBe(200);
    expect((await call("POST", "/o/introspect/", form(access_token))).body).toEqual({
      active: false,
    });
    expect((await call("POST", "/o/revoke_token/", form("unknown"))).status).toBe(200);
    const wrong = { body: new URLSearchParams({ token: access_token }) };
    expect((await call("POST", "/o/revoke_token/", wrong)).status).toBe(401);
  });

  it("is what signing out does to the browser", async () => {
    const browser = new Browser(sandbox().url);
    await browser.signIn(`${sandbox().url}/accounts/login/`, sandbox().users.staff);
    const headers = {
      cookie: `sessionid=${browser.cookie("sessionid")}; csrftoken=${browser.cookie("csrftoken")}`,
    };
    const path = "/integrations/services/auth/logout";
    expect((await call("POST", path, { headers })).status).toBe(403);
    const csrf = { ...headers, "x-csrftoken": browser.cookie("csrftoken") };
    expect((await call("POST", path, { headers: csrf })).status).toBe(200);
    expect((await browser.open(sandbox().url)).text).toContain('name="password"');
  });
});

it("makes applications at run time", async () => {
  const { body } = await control("POST", "/clients", {
    redirect_uris: ["http://localhost:7777/back"],
  });
  const client = {
    ...sandbox().clients.mcp,
    clientId: body.client_id,
    clientSecret: body.client_secret,
    redirectUris: ["http://localhost:7777/back"],
  };
  const code = (await authorize({ client })).searchParams.get("code") ?? "";
  expect((await token(exchangeOf(code, client), client)).status).toBe(200);
});
