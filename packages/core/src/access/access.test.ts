import { describe, expect, it } from "vitest";
import type { Credential, Settings } from "../define/index.ts";
import { PsaError, redactText } from "../errors/index.ts";
import { createAccess, type Access } from "./access.ts";
import { AccessDenied } from "./denied.ts";
import type { CredentialOwner } from "./credential.ts";
import { assertStartable } from "./start.ts";

const acme: CredentialOwner = {
  id: "acme",
  title: "Acme Desk",
  envPrefix: "ACME",
  settings: [{ key: "acmeKey", env: "ACME_KEY", kind: "text", description: "", group: "vendor" }],
  credential: {
    fields: { key: { setting: "acmeKey", header: "x-acme-key" } },
    headers: () => ({}),
  },
};

/** A vendor with an open part, two secret parts and one that callers cannot bring. */
const bolt: CredentialOwner = {
  id: "bolt",
  title: "Bolt",
  envPrefix: "BOLT",
  settings: [],
  credential: {
    fields: {
      company: { setting: "company", header: "X-Bolt-Company", secret: false },
      public: { setting: "public", header: "x-bolt-public" },
      private: { setting: "private", header: "x-bolt-private" },
      client: { setting: "client" },
    },
    headers: () => ({}),
  },
};

const tokens: Settings = {
  transport: "http",
  host: "127.0.0.1",
  acmeKey: "server-key-12345",
  callerKeys: "with-token",
  tokensViewer: "vera:viewer-token-000000, both-token-0000000",
  tokensEditor: "ed:editor-token-000000",
  tokensAdmin: "ada:admin-token-0000000,twice:both-token-0000000",
};

const without = (settings: Settings, ...keys: string[]): Settings =>
  Object.fromEntries(Object.entries(settings).filter(([key]) => !keys.includes(key)));
const noTokens = without(tokens, "tokensViewer", "tokensEditor", "tokensAdmin");
const bearer = (token: string): { authorization: string } => ({ authorization: `Bearer ${token}` });
const goodKey = { "x-acme-key": "good-own-key-1" };

interface Asked {
  readonly access: Access;
  readonly asked: Credential[];
}

function access(settings: Settings, vendor = acme, now?: () => number): Asked {
  const asked: Credential[] = [];
  const made = createAccess({
    vendor,
    settings,
    ...(now === undefined ? {} : { now }),
    verifyCallerCredential: async (credential) => {
      asked.push(credential);
      const values = Object.values(credential.values).join();
      if (values.includes("away"))
        throw new PsaError("timeout", "Too slow.", { retryAfterSeconds: 7 });
      if (values.includes("bad")) throw new PsaError("credential_rejected", "No.");
    },
  });
  return { access: made, asked };
}

async function denied(promise: Promise<unknown>): Promise<AccessDenied> {
  const error: unknown = await promise.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(AccessDenied);
  return error as AccessDenied;
}

describe("role tokens", () => {
  it("names the holder, case-insensitively in the scheme", async () => {
    const { access: made } = access(tokens);
    for (const scheme of ["Bearer", "bearer", "BEARER"]) {
      const principal = await made.http({ authorization: `${scheme} editor-token-000000` });
      expect(principal).toMatchObject({
        label: "ed",
        role: "editor",
        serverRole: "editor",
        method: "token",
        subject: "token:ed",
      });
      expect(principal.credential?.source).toBe("server");
    }
  });

  it("labels by role and place, and gives a token of two roles the lesser with a warning", async () => {
    const { access: made } = access(tokens);
    expect(await made.http(bearer("both-token-0000000"))).toMatchObject({
      label: "viewer-2",
      role: "viewer",
    });
    expect(made.warnings).toEqual([
      expect.stringMatching(/twice is already that of viewer-2 \(viewer\)/),
    ]);
  });

  it("warns of a short token and refuses an entry without one", () => {
    expect(access({ ...noTokens, tokensViewer: "a:short1" }).access.warnings[0]).toMatch(/short/);
    expect(() => access({ ...noTokens, tokensViewer: "alice:" })).toThrow(
      /MCP_TOKENS_VIEWER: entry 1 \(alice\)/,
    );
  });

  it("makes every token unprintable", () => {
    access({ ...noTokens, tokensAdmin: "x:unprintable-token-77" });
    expect(redactText("see unprintable-token-77")).not.toContain("unprintable-token-77");
  });

  it.each([
    [{}, "token_missing"],
    [{ authorization: "" }, "token_missing"],
    [{ authorization: "Bearer ${TOKEN}" }, "token_missing"],
    [{ authorization: "Bearer nobody-has-this" }, "token_wrong"],
    [{ authorization: "Bearer" }, "token_wrong"],
    [{ authorization: "Basic ZWQ6ZWQ=" }, "token_wrong"],
    [{ authorization: "editor-token-000000" }, "token_wrong"],
  ])("answers %j with 401 and a challenge", async (headers, reason) => {
    const error = await denied(access(tokens).access.http(headers));
    expect(error).toMatchObject({ status: 401, rpcCode: -32_001, reason });
    expect(error.challenge).toMatch(
      /^Bearer realm="acme", error="invalid_token", error_description="[^"\\]+"$/,
    );
  });

  it("refuses a header that came twice", async () => {
    const { access: made } = access(tokens);
    const twice = [
      "Authorization",
      "Bearer editor-token-000000",
      "authorization",
      "Bearer admin-token-0000000",
    ];
    expect(await denied(made.http(bearer("editor-token-000000"), twice))).toMatchObject({
      status: 400,
      rpcCode: -32_600,
    });
    expect(
      await denied(made.http({ "x-acme-key": "a, b", ...bearer("editor-token-000000") })),
    ).toMatchObject({ status: 400 });
  });

  it("binds to label, role and credential", async () => {
    const { access: made } = access(tokens);
    const bindings = await Promise.all(
      [
        bearer("editor-token-000000"),
        bearer("admin-token-0000000"),
        { ...bearer("editor-token-000000"), ...goodKey },
      ].map(async (headers) => (await made.http(headers)).binding),
    );
    expect(new Set(bindings).size).toBe(3);
    expect((await made.http(bearer("editor-token-000000"))).binding).toBe(bindings[0]);
  });
});

describe("callers' own credentials", () => {
  it("adds to a token: full right at the vendor, the token's at the server", async () => {
    const principal = await access(tokens).access.http({
      ...bearer("viewer-token-000000"),
      ...goodKey,
    });
    expect(principal).toMatchObject({ role: "admin", serverRole: "viewer", method: "token+byok" });
    expect(principal.label).toMatch(/^vera\+byok:[0-9a-f]{8}$/);
    expect(principal.credential).toMatchObject({
      source: "caller",
      values: { key: "good-own-key-1" },
    });
  });

  it("is capped by the token's role where the operator says so", async () => {
    const { access: made } = access({ ...tokens, callerKeysRole: "token", callerKeys: "open" });
    expect(await made.http({ ...bearer("editor-token-000000"), ...goodKey })).toMatchObject({
      role: "editor",
    });
    expect(await made.http(goodKey)).toMatchObject({ role: "viewer", serverRole: "viewer" });
  });

  it.each([
    [
      "disabled with a token",
      { ...tokens, callerKeys: "disabled" },
      { ...bearer("admin-token-0000000"), ...goodKey },
      "key_disabled",
    ],
    ["with-token without one", tokens, goodKey, "token_missing"],
    [
      "with-token and a wrong one",
      tokens,
      { ...bearer("nobody-has-this"), ...goodKey },
      "token_wrong",
    ],
    [
      "open with a wrong token",
      { ...tokens, callerKeys: "open" },
      { ...bearer("nobody-has-this"), ...goodKey },
      "token_wrong",
    ],
    [
      "refused by the vendor",
      tokens,
      { ...bearer("admin-token-0000000"), "x-acme-key": "bad-own-key" },
      "key_rejected",
    ],
    ["no key anywhere", without(tokens, "acmeKey"), bearer("admin-token-0000000"), "key_missing"],
    ["nothing configured, nothing sent", without(noTokens, "acmeKey"), {}, "key_missing"],
    ["a server key without tokens", { ...noTokens, callerKeys: "open" }, {}, "key_missing"],
  ])("%s is 401", async (_name, settings, headers, reason) => {
    const error = await denied(access(settings).access.http(headers));
    expect(error).toMatchObject({ status: 401, reason });
    expect(error.challenge).toContain("Bearer realm");
    expect(error.message).not.toMatch(/own-key/);
  });

  it("does not ask the vendor about a key whose bearer is wrong", async () => {
    const { access: made, asked } = access(tokens);
    await denied(made.http({ ...bearer("nobody-has-this"), ...goodKey }));
    await denied(made.http(goodKey));
    expect(asked).toEqual([]);
  });

  it.each([
    ["open", { ...tokens, callerKeys: "open" }],
    ["with-token where no tokens exist", without(noTokens, "acmeKey")],
  ])("suffices alone: %s", async (_name, settings) => {
    const principal = await access(settings).access.http(goodKey);
    expect(principal).toMatchObject({ role: "admin", serverRole: "viewer", method: "byok" });
    expect(principal.subject).toMatch(/^byok:[0-9a-f]{8}$/);
  });

  it("names the header that a placeholder was left in", async () => {
    const { access: made } = access(without(tokens, "acmeKey"));
    const error = await denied(
      made.http({ ...bearer("admin-token-0000000"), "x-acme-key": "${user_config.key}" }),
    );
    expect(error.message).toMatch(/x-acme-key still holds a placeholder/);
    const { access: shared } = access(tokens);
    expect(
      (await shared.http({ ...bearer("admin-token-0000000"), "x-acme-key": "${user_config.key}" }))
        .method,
    ).toBe("token");
  });

  it("takes open and unbringable parts from the server, secret ones never", async () => {
    const settings = {
      callerKeys: "open",
      company: "ours",
      public: "pub-of-server",
      private: "priv-of-server",
      client: "integrator",
    };
    const { access: made } = access(settings, bolt);
    const principal = await made.http({
      "x-bolt-public": "pub-of-caller",
      "x-bolt-private": "priv-of-caller",
    });
    expect(principal.credential?.values).toEqual({
      company: "ours",
      public: "pub-of-caller",
      private: "priv-of-caller",
      client: "integrator",
    });
    const error = await denied(
      made.http({ "x-bolt-company": "theirs", "x-bolt-public": "pub-of-caller" }),
    );
    expect(error).toMatchObject({ status: 401, reason: "key_incomplete" });
    expect(error.message).toContain("x-bolt-private");
  });

  it("refuses a value that is no header value of a key", async () => {
    const { access: made } = access({ ...tokens, callerKeys: "open" });
    expect(await denied(made.http({ "x-acme-key": "a\tb" }))).toMatchObject({ status: 400 });
    expect(await denied(made.http({ "x-acme-key": "k".repeat(5000) }))).toMatchObject({
      status: 400,
    });
  });
});

describe("the question to the vendor", () => {
  it("is asked once for callers at the same time and believed for ten minutes", async () => {
    let time = 0;
    const { access: made, asked } = access({ ...tokens, callerKeys: "open" }, acme, () => time);
    await Promise.all(Array.from({ length: 20 }, () => made.http(goodKey)));
    time = 599_999;
    await made.http(goodKey);
    expect(asked).toHaveLength(1);
    time = 600_001;
    await made.http(goodKey);
    expect(asked).toHaveLength(2);
  });

  it("is not repeated for half a minute after a refusal", async () => {
    let time = 0;
    const { access: made, asked } = access({ ...tokens, callerKeys: "open" }, acme, () => time);
    const bad = { "x-acme-key": "bad-own-key" };
    await denied(made.http(bad));
    time = 29_999;
    await denied(made.http(bad));
    expect(asked).toHaveLength(1);
    time = 30_001;
    await denied(made.http(bad));
    expect(asked).toHaveLength(2);
  });

  it("leaves a key unjudged when the vendor is away, and asks again", async () => {
    const { access: made, asked } = access({ ...tokens, callerKeys: "open" });
    const error = await denied(made.http({ "x-acme-key": "away-own-key" }));
    expect(error).toMatchObject({ status: 503, retryAfterSeconds: 7, challenge: undefined });
    await denied(made.http({ "x-acme-key": "away-own-key" }));
    expect(asked).toHaveLength(2);
  });

  it("is not asked about more than sixteen keys at once", async () => {
    let running = 0;
    let most = 0;
    let release: () => void = () => {};
    const open = new Promise<void>((resolve) => (release = resolve));
    const made = createAccess({
      vendor: acme,
      settings: { ...tokens, callerKeys: "open" },
      verifyCallerCredential: async () => {
        running += 1;
        most = Math.max(most, running);
        await open;
        running -= 1;
      },
    });
    const answers = Array.from({ length: 40 }, async (_, index) =>
      made.http({ "x-acme-key": `guess-${index}` }).then(
        () => 200,
        (error: AccessDenied) => error.status,
      ),
    );
    release();
    const statuses = await Promise.all(answers);
    expect(most).toBe(16);
    expect(statuses.filter((status) => status === 503)).toHaveLength(24);
  });
});

describe("other callers", () => {
  it("is admin on stdio, with the credential or without", () => {
    expect(access(tokens).access.stdio()).toMatchObject({
      role: "admin",
      serverRole: "admin",
      method: "stdio",
      label: "stdio",
    });
    expect(access(tokens).access.stdio().credential?.values).toEqual({ key: "server-key-12345" });
    expect(access({}).access.stdio().credential).toBeUndefined();
  });

  it("is the developer only on purpose and on a loopback address", async () => {
    const open = { ...noTokens, allowUnauthenticated: true };
    expect(await access(open).access.http({})).toMatchObject({
      label: "dev-unauthenticated",
      method: "none",
      role: "admin",
    });
    expect(await access(open).access.http(bearer("whatever-it-is"))).toMatchObject({
      method: "none",
    });
    await denied(access({ ...open, host: "0.0.0.0" }).access.http({}));
    await denied(access({ ...open, tokensAdmin: "a:admin-token-0000000" }).access.http({}));
  });
});

describe("the start of HTTP", () => {
  const bare = { transport: "http", acmeKey: "server-key-12345" };
  it.each([
    ["stdio", { transport: "stdio" }],
    ["tokens", { ...bare, tokensViewer: "a:viewer-token-000000" }],
    ["tokens and own keys alone", { transport: "http", tokensViewer: "a:viewer-token-000000" }],
    ["own keys, open", { ...bare, callerKeys: "open" }],
    ["own keys, nothing to lay open", { transport: "http", callerKeys: "with-token" }],
    ["development", { ...bare, allowUnauthenticated: true, host: "localhost" }],
    ["development on IPv6", { ...bare, allowUnauthenticated: true, host: "::1" }],
  ])("is allowed: %s", (_name, settings) => {
    expect(() => assertStartable(settings, acme)).not.toThrow();
  });

  it.each([
    ["no authentication", bare, /without authentication/],
    [
      "own keys with a token, and no tokens",
      { ...bare, callerKeys: "with-token" },
      /without authentication/,
    ],
    [
      "development on every address",
      { ...bare, allowUnauthenticated: true, host: "0.0.0.0" },
      /loopback address only/,
    ],
    [
      "no credential and no own keys",
      { transport: "http", callerKeys: "disabled", tokensAdmin: "a:admin-token-0000000" },
      /no Acme Desk credential/,
    ],
  ])("is refused: %s", (_name, settings, words) => {
    const problem = (() => {
      try {
        assertStartable(settings, acme);
      } catch (error) {
        return error as PsaError;
      }
      return undefined;
    })();
    expect(problem).toMatchObject({
      code: "configuration",
      message: expect.stringMatching(words) as string,
    });
    expect(problem?.advice).toMatch(
      /MCP_TOKENS_VIEWER.*CLIENT_ACME_KEYS=open.*MCP_ALLOW_UNAUTHENTICATED=1|ACME_KEY/,
    );
  });
});
