import { describe, expect, it } from "vitest";
import { challengeOf, harness, type Reply } from "./api.fixture.ts";
import { HALO_APPLICATIONS, HALO_TENANT } from "./index.ts";

const { sandbox, token, call, get, post, control, switch: switchTo } = harness();

const form = (values: Record<string, string>): RequestInit => ({
  method: "POST",
  body: new URLSearchParams(values),
});

describe("client credentials", () => {
  it("names the place of the tokens and the tenant to anybody", async () => {
    const { status, body } = await get("/AuthInfo", {}, { as: null });
    expect(status).toBe(200);
    expect(body).toEqual({ auth_url: sandbox().authUrl, tenant_id: HALO_TENANT });
  });

  it("issues a token that looks like a JWT and lives an hour", async () => {
    const { status, body } = await token();
    expect(status).toBe(200);
    expect(body).toMatchObject({ token_type: "Bearer", expires_in: 3600, scope: "all" });
    expect(body.access_token.split(".")).toHaveLength(3);
    expect(body.refresh_token).toBeUndefined();
  });

  it.each([
    ["a wrong secret", { client_secret: "nonsense" }, "invalid_client"],
    ["an unknown application", { client_id: "nobody" }, "invalid_client"],
    ["a scope that does not exist", { scope: "read:users" }, "invalid_scope"],
    ["another grant", { grant_type: "password" }, "unsupported_grant_type"],
    ["another tenant", { tenant: "elsewhere" }, "invalid_request"],
  ])("refuses %s", async (_, values, error) => {
    const { status, body } = await token(values);
    expect(status).toBe(400);
    expect(body.error).toBe(error);
  });

  it("refuses applications that are switched off, interactive or limited", async () => {
    for (const [name, error] of [
      ["inactive", "invalid_client"],
      ["wrong", "invalid_client"],
      ["native", "unauthorized_client"],
      ["tickets", "invalid_scope"],
    ] as const) {
      const { clientId, clientSecret } = HALO_APPLICATIONS[name];
      const { body } = await token({ client_id: clientId, client_secret: clientSecret });
      expect(body.error, name).toBe(error);
    }
  });

  it("takes forms only", async () => {
    const response = await fetch(`${sandbox().authUrl}/token`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: "{}",
    });
    expect(response.status).toBe(400);
  });

  it("wants the tenant in query or form when it is required", async () => {
    await switchTo({ tenant: "required" });
    expect((await token()).status).toBe(400);
    expect((await token({}, `?tenant=${HALO_TENANT}`)).status).toBe(200);
    expect((await token({ tenant: HALO_TENANT })).status).toBe(200);
  });

  it("lives on a server of its own in the other layout", async () => {
    await control("POST", "/profile", { profile: "separate-auth" });
    const { body } = await get("/AuthInfo", {}, { as: null });
    expect(body.auth_url).toBe(sandbox().authServerUrl);
    expect((await token()).status).toBe(404);
    const { clientId, clientSecret } = HALO_APPLICATIONS.services;
    const response = await fetch(
      `${sandbox().authServerUrl}/token?tenant=${HALO_TENANT}`,
      form({
        grant_type: "client_credentials",
        client_id: clientId,
        client_secret: clientSecret,
        scope: "all",
      }),
    );
    const { access_token } = (await response.json()) as { access_token: string };
    const headers = { authorization: `Bearer ${access_token}` };
    expect((await call("GET", "/Status", { as: null, headers })).status).toBe(200);
    expect(
      sandbox()
        .requests()
        .map(({ path }) => path),
    ).toContain("/token");
  });

  it("has error bodies of three kinds", async () => {
    const wrong = { client_secret: "nonsense" };
    await switchTo({ tokenErrors: "empty" });
    expect((await token(wrong)).text).toBe("");
    await switchTo({ tokenErrors: "html" });
    expect((await token(wrong)).text).toContain("<html>");
  });
});

describe("a token", () => {
  it("is needed, and everything that is not one gets an empty 401", async () => {
    for (const authorization of ["", "Bearer nonsense", "Basic dXNlcjpwYXNz"]) {
      const { status, text } = await get("/Tickets", {}, { as: null, headers: { authorization } });
      expect(status).toBe(401);
      expect(text).toBe("");
    }
  });

  it("ends with its time, on command, or by revocation", async () => {
    expect((await get("/Status")).status).toBe(200);
    await control("POST", "/clock", { minutes: 61 });
    expect((await get("/Status")).status).toBe(401);
    await control("POST", "/clock", { minutes: -61 });
    expect((await get("/Status")).status).toBe(200);
    sandbox().expireTokens();
    expect((await get("/Status")).status).toBe(401);
  });

  it("lives as long as it is told to", async () => {
    await control("POST", "/tokens", { expiresIn: 5 });
    const { body } = await token();
    expect(body.expires_in).toBe(5);
    const as = { as: null, headers: { authorization: `Bearer ${body.access_token}` } };
    expect((await get("/Status", {}, as)).status).toBe(200);
    await control("POST", "/clock", { seconds: 6 });
    expect((await get("/Status", {}, as)).status).toBe(401);
  });
});

describe("scopes and roles", () => {
  it("lets a token without scopes in and then shows it nothing", async () => {
    expect((await token({ scope: "" })).status).toBe(200);
    for (const path of ["/Tickets", "/Status", "/Agent/me"]) {
      const { status, text } = await get(path, {}, { scope: "" });
      expect(status, path).toBe(403);
      expect(text).toBe("");
    }
  });

  it.each([
    ["all:standard", "/Tickets", 200],
    ["all:standard", "/Report", 403],
    ["all:standard", "/Audit", 403],
    ["read:tickets", "/Tickets", 200],
    ["read:tickets", "/Status", 200],
    ["read:tickets", "/Client", 403],
    ["edit:tickets", "/Tickets", 403],
    ["read:reporting", "/Report", 200],
    ["read:customers read:kb", "/KBArticle?count=1", 200],
  ])("with %s, %s answers %i", async (scope, path, status) => {
    expect((await get(path, {}, { scope })).status).toBe(status);
  });

  it("needs edit scopes for writes", async () => {
    const element = { id: 1001, summary: "Changed" };
    expect((await post("/Tickets", element, { scope: "read:tickets" })).status).toBe(403);
    expect((await post("/Tickets", element, { scope: "edit:tickets" })).status).toBe(201);
  });

  it("narrows by the role of the agent as well", async () => {
    expect((await get("/Tickets", {}, { as: "technician" })).status).toBe(200);
    expect((await get("/Report", {}, { as: "technician" })).status).toBe(403);
    expect((await post("/Status", { name: "Mine" }, { as: "technician" })).status).toBe(403);
    expect((await post("/Client", { name: "Mine" }, { as: "technician" })).status).toBe(403);
    expect((await get("/Quotation", {}, { as: "sales" })).status).toBe(200);
    expect((await post("/Tickets", { summary: "x" }, { as: "sales" })).status).toBe(403);
  });

  it("answers 401 where another kind of sign-in is meant", async () => {
    for (const path of ["/Client/me", "/PasswordField"]) {
      expect((await get(path)).status).toBe(401);
    }
  });
});

describe("authorization code", () => {
  const REDIRECT = "http://localhost:3000/oauth/callback/halo";
  const VERIFIER = "a-verifier-that-is-long-enough-for-the-rules-of-pkce";

  const ask = (more: Record<string, string> = {}): string => {
    const query = new URLSearchParams({
      response_type: "code",
      client_id: HALO_APPLICATIONS.native.clientId,
      redirect_uri: REDIRECT,
      scope: "all offline_access",
      state: "s t/1",
      code_challenge: challengeOf(VERIFIER),
      code_challenge_method: "S256",
      ...more,
    });
    return `${sandbox().authUrl}/authorize?${query.toString()}`;
  };

  const agree = async (url: string, values: Record<string, string> = {}): Promise<URL> => {
    const response = await fetch(url, { ...form(values), redirect: "manual" });
    expect(response.status).toBe(302);
    return new URL(response.headers.get("location") ?? "");
  };

  const redeem = (values: Record<string, string>): Promise<Reply> =>
    token({ client_id: HALO_APPLICATIONS.native.clientId, client_secret: "", ...values });

  it("shows a page, gives a code, and exchanges it for a token of that person", async () => {
    expect(await (await fetch(ask())).text()).toContain("<form");
    const back = await agree(ask(), { agent_id: "12" });
    expect(back.searchParams.get("state")).toBe("s t/1");
    const code = back.searchParams.get("code") ?? "";
    const exchange = {
      grant_type: "authorization_code",
      code,
      redirect_uri: REDIRECT,
      code_verifier: VERIFIER,
    };
    const first = await redeem(exchange);
    expect(first.status).toBe(200);
    const headers = { authorization: `Bearer ${first.body.access_token}` };
    await switchTo({ agentMe: "agent" });
    const me = await get("/Agent/me", {}, { as: null, headers });
    expect(me.body.name).toBe("Ines Marlow");
    // A code works once.
    expect((await redeem(exchange)).body.error).toBe("invalid_grant");
    const renewal = { grant_type: "refresh_token", refresh_token: first.body.refresh_token };
    const second = await redeem(renewal);
    expect(second.body.refresh_token).not.toBe(first.body.refresh_token);
    expect((await redeem(renewal)).body.error).toBe("invalid_grant");
  });

  it("checks the verifier, the redirect address and the minute", async () => {
    const codeOf = async (): Promise<string> => (await agree(ask())).searchParams.get("code") ?? "";
    const good = {
      grant_type: "authorization_code",
      redirect_uri: REDIRECT,
      code_verifier: VERIFIER,
    };
    const wrong = { ...good, code_verifier: "another" };
    expect((await redeem({ ...wrong, code: await codeOf() })).body.error).toBe("invalid_grant");
    const elsewhere = { ...good, redirect_uri: "http://127.0.0.1/callback" };
    expect((await redeem({ ...elsewhere, code: await codeOf() })).body.error).toBe("invalid_grant");
    const code = await codeOf();
    await control("POST", "/clock", { minutes: 2 });
    expect((await redeem({ ...good, code })).body.error).toBe("invalid_grant");
  });

  it("never redirects to an address that is not registered", async () => {
    const response = await fetch(ask({ redirect_uri: "https://rogue.example/" }), {
      redirect: "manual",
    });
    expect(response.status).toBe(400);
  });

  it("sends mistakes back to the registered address", async () => {
    for (const [more, error] of [
      [{ code_challenge_method: "plain" }, "invalid_request"],
      [{ scope: "read:everything" }, "invalid_scope"],
      [{ response_type: "token" }, "unsupported_response_type"],
    ] as const) {
      const back = await agree(ask(more));
      expect(back.searchParams.get("error")).toBe(error);
    }
    expect((await agree(ask(), { decision: "deny" })).searchParams.get("error")).toBe(
      "access_denied",
    );
  });

  it("gives no refresh token without offline_access", async () => {
    const code = (await agree(ask({ scope: "all" }))).searchParams.get("code") ?? "";
    const { body } = await redeem({
      grant_type: "authorization_code",
      code,
      redirect_uri: REDIRECT,
      code_verifier: VERIFIER,
    });
    expect(body.access_token).toBeDefined();
    expect(body.refresh_token).toBeUndefined();
  });
});
