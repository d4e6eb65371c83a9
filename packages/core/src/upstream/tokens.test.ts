import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { path, type AnyVendor } from "../define/index.ts";
import {
  acme,
  bench,
  credential,
  failure,
  json,
  loopback,
  printed,
  SECRET,
  until,
  type Bench,
  type Handler,
  type Loopback,
} from "../../test/loopback.ts";
import { PsaError } from "../errors/index.ts";
import { createUpstream } from "./index.ts";
import { TokenSource } from "./tokens.ts";

let api: Loopback;
let issuer: Loopback;
let made: Bench[];
let issued: number;

beforeEach(async () => {
  issued = 0;
  api = await loopback();
  issuer = await loopback(issue());
  made = [];
});
afterEach(async () => {
  await Promise.all(made.map((one) => one.upstream.close()));
  await Promise.all([api.close(), issuer.close()]);
});

/** Answers with tokens numbered from 1. */
function issue(more: Record<string, unknown> = {}): Handler {
  return (...call) => {
    issued += 1;
    json({ access_token: `acme-token-${issued}`, token_type: "Bearer", expires_in: 3600, ...more })(
      ...call,
    );
  };
}

function exchanging(address = `${issuer.url}/auth/token?tenant=northwind`): Partial<AnyVendor> {
  return {
    credential: {
      fields: { key: { setting: "acmeKey", header: "x-acme-key" } },
      headers: () => ({}),
      exchange: {
        address: () => address,
        form: ({ key = "" }) => ({
          grant_type: "client_credentials",
          client_id: "acme-app",
          client_secret: key,
        }),
      },
    },
  };
}

function open(options: Parameters<typeof bench>[1] = {}): Bench {
  const one = bench(api.url, { ...options, vendor: { ...exchanging(), ...options.vendor } });
  made.push(one);
  return one;
}

/** Answers 401 to the tokens named, and 200 to others. */
const rejecting =
  (...rejected: readonly string[]): Handler =>
  (request, ...rest) => {
    const token = request.headers.authorization?.slice("Bearer ".length) ?? "";
    json({ ok: true }, rejected.includes(token) ? 401 : 200)(request, ...rest);
  };

describe("the exchange of a credential for an access token", () => {
  it("sends the form to its own address and the token, never the credential, to the API", async () => {
    const { client, events } = open();
    await client().get(path`/a`);
    expect(issuer.seen).toHaveLength(1);
    expect(issuer.seen[0]).toMatchObject({
      method: "POST",
      url: "/auth/token?tenant=northwind",
      body: `grant_type=client_credentials&client_id=acme-app&client_secret=${SECRET}`,
    });
    expect(issuer.seen[0]?.headers["content-type"]).toBe("application/x-www-form-urlencoded");
    expect(api.seen[0]?.headers.authorization).toBe("Bearer acme-token-1");
    expect(JSON.stringify(api.seen)).not.toContain(SECRET);
    expect(events.map(({ method, target, outcome }) => [method, target, outcome])).toEqual([
      ["POST", "/auth/token", "ok"],
      ["GET", "/a", "ok"],
    ]);
  });

  it("happens once for many requests at the same time, and once more for another credential", async () => {
    const { client } = open();
    await Promise.all(Array.from({ length: 20 }, (_unused, n) => client().get(path`/a/${n}`)));
    expect(issued).toBe(1);
    await client({ credential: credential("another-key-1", "caller") }).get(path`/a`);
    expect(issued).toBe(2);
    expect(api.seen.at(-1)?.headers.authorization).toBe("Bearer acme-token-2");
  });

  it("outlives the caller that started it, who leaves at once", async () => {
    let release: (() => void) | undefined;
    issuer.answer((...call) => {
      release = () => issue()(...call);
    });
    const { client } = open();
    const leaving = new AbortController();
    const first = failure(client({ signal: leaving.signal }).get(path`/a/1`));
    await until(() => issuer.seen.length === 1, "the token request");
    const second = client().get(path`/a/2`);
    leaving.abort();
    expect(await first).toMatchObject({ code: "cancelled" });
    release?.();
    await second;
    expect(issuer.seen).toHaveLength(1);
    expect(api.seen).toHaveLength(1);
  });

  it("does not happen for open addresses", async () => {
    const { client } = open();
    await client().get(path`/about`, { anonymous: true });
    expect(issuer.seen).toHaveLength(0);
    expect(api.seen[0]?.headers.authorization).toBeUndefined();
  });

  it("masks a token that an answer or an error echoes", async () => {
    const { client } = open();
    api.answer((request, ...rest) =>
      json({ echo: request.headers.authorization })(request, ...rest),
    );
    expect(await client().get(path`/echo`)).toEqual({ echo: "Bearer [redacted]" });
    api.answer((request, ...rest) =>
      json({ message: `no: ${request.headers.authorization}` }, 400)(request, ...rest),
    );
    const error = await failure(client().get(path`/fail`));
    expect(printed(error)).not.toContain("acme-token-1");
  });
});

describe("a rejected token", () => {
  it("is renewed exactly once, for many requests together, and the requests go through", async () => {
    const { client } = open();
    await client().get(path`/a`);
    api.answer(rejecting("acme-token-1"));
    const all = Array.from({ length: 6 }, (_unused, n) => client().get(path`/b/${n}`));
    await expect(Promise.all(all)).resolves.toHaveLength(6);
    expect(issued).toBe(2);
  });

  it("lets a write go through as well, once: what is refused unread was not done", async () => {
    const { client } = open();
    await client().get(path`/a`);
    api.answer(rejecting("acme-token-1"));
    const one = client();
    await one.post(path`/b`, { body: { a: 1 } });
    expect(api.seen.filter(({ method }) => method === "POST")).toHaveLength(2);
    expect(one.planned).toHaveLength(1);
  });

  it("that is followed by another rejected one ends the request", async () => {
    const { client } = open();
    await client().get(path`/a`);
    api.answer(json({}, 401));
    expect(await failure(client().post(path`/b`, { body: {} }))).toMatchObject({
      code: "credential_rejected",
      status: 401,
    });
    expect(issued).toBe(2);
    expect(api.seen).toHaveLength(3);
  });

  it("made for the same request is not renewed", async () => {
    api.answer(json({}, 401));
    const { client } = open();
    expect(await failure(client().get(path`/a`))).toMatchObject({ code: "credential_rejected" });
    expect(issued).toBe(1);
    expect(api.seen).toHaveLength(1);
  });

  it("whose renewal fails says why there is no other", async () => {
    const { client } = open();
    await client().get(path`/a`);
    api.answer(json({}, 401));
    issuer.answer(json({ error: "invalid_client" }, 400));
    const error = await failure(client().get(path`/a`));
    expect(error).toMatchObject({ code: "credential_rejected", status: 400 });
    expect(error.reasons).toEqual([{ text: "invalid_client" }]);
  });
});

describe("a token near its end", () => {
  it("is renewed while it is still used, and not used to its very end", async () => {
    let now = 0;
    let count = 0;
    const source = new TokenSource(
      async () => ({ token: `made-token-${++count}`, lifeSeconds: 3600 }),
      () => now,
    );
    const taken = async () => (await source.take(AbortSignal.timeout(1000))).authorization;
    expect(await taken()).toBe("Bearer made-token-1");
    now = 3_539_000;
    expect(await taken()).toBe("Bearer made-token-1");
    expect(count).toBe(1);
    now = 3_540_000;
    expect(await taken()).toBe("Bearer made-token-1");
    expect(await taken()).toBe("Bearer made-token-2");
    now += 3_595_000;
    expect(await taken()).toBe("Bearer made-token-3");
  });

  it("stays in use while renewing fails, which is not tried at once again", async () => {
    let now = 0;
    let tries = 0;
    const source = new TokenSource(
      async () => {
        tries += 1;
        if (tries > 1) throw new Error("away");
        return { token: "made-token", lifeSeconds: 100 };
      },
      () => now,
    );
    const taken = async () => (await source.take(AbortSignal.timeout(1000))).authorization;
    await taken();
    now = 90_000;
    for (let turn = 0; turn < 3; turn += 1) expect(await taken()).toBe("Bearer made-token");
    await until(() => !source.busy, "the renewal");
    expect(await taken()).toBe("Bearer made-token");
    expect(tries).toBe(2);
    now = 95_000;
    await expect(taken()).rejects.toThrow("away");
  });
});

describe("a token endpoint that fails", () => {
  it.each<[string, Handler, string]>([
    ["an OAuth refusal", json({ error: "invalid_client" }, 401), "credential_rejected"],
    ["an empty refusal", (_q, response) => response.writeHead(401).end(), "credential_rejected"],
    ["an unknown scope", json({ error: "invalid_scope" }, 400), "configuration"],
    ["another address", json({}, 404), "configuration"],
    [
      "a redirect",
      (_q, response) => response.writeHead(302, { location: "https://evil.example" }).end(),
      "configuration",
    ],
    ["a limit", json({}, 429, { "retry-after": "7" }), "rate_limited"],
    ["a page", (_q, response) => response.end("<html>Log in</html>"), "bad_response"],
    ["no token", json({ token_type: "Bearer" }), "bad_response"],
    ["a token of another kind", json({ access_token: "a", token_type: "mac" }), "bad_response"],
    ["a token with a line break", json({ access_token: "a\r\nx-evil: 1" }), "bad_response"],
    ["too much", json({ access_token: "a".repeat(300_000) }), "bad_response"],
  ])("says what is wrong: %s", async (_name, answer, code) => {
    issuer.answer(answer);
    const { client } = open();
    const error = await failure(client().post(path`/a`, { body: {} }));
    expect(error.code).toBe(code);
    expect(printed(error)).not.toContain(SECRET);
    expect(api.seen).toHaveLength(0);
  });

  it("is asked again after a passing failure, and no further than so often", async () => {
    issuer.answer((...call) =>
      issuer.seen.length < 3 ? json({}, 503)(...call) : issue()(...call),
    );
    const { client } = open();
    await client().get(path`/a`);
    expect(issuer.seen).toHaveLength(3);
    issuer.answer(json({}, 503));
    const other = client({ credential: credential("another-key-2", "caller") });
    expect(await failure(other.get(path`/a`))).toMatchObject({ code: "unavailable" });
    expect(issuer.seen).toHaveLength(6);
  });

  it("that is away is left alone for a while after two tries, and then asked once", async () => {
    let now = 0;
    const asked: boolean[] = [];
    const source = new TokenSource(
      async (careful) => {
        asked.push(careful);
        throw new PsaError("unavailable", "Acme failed to issue an access token.");
      },
      () => now,
    );
    const taken = async () => failure(source.take(AbortSignal.timeout(1000)));
    await taken();
    await taken();
    const refused = await taken();
    expect(refused).toMatchObject({ code: "unavailable", retryAfterSeconds: 30 });
    expect(refused.advice).toContain("30 s");
    expect(asked).toEqual([false, false]);
    now = 30_000;
    await Promise.all([taken(), taken()]);
    await taken();
    expect(asked).toEqual([false, false, true]);
  });

  it("that has had enough is not asked before its time is over", async () => {
    issuer.answer(json({}, 429, { "retry-after": "60" }));
    const { client } = open();
    for (let turn = 0; turn < 3; turn += 1)
      expect(await failure(client().get(path`/a/${turn}`))).toMatchObject({ code: "rate_limited" });
    expect(issuer.seen).toHaveLength(1);
  });

  it("that never answers has a deadline of its own", async () => {
    issuer.answer(() => {});
    const { client } = open({ tuning: { tokenMilliseconds: 50 } });
    expect(await failure(client().get(path`/a`))).toMatchObject({ code: "timeout" });
  });

  it("is not waited for when the server stops", async () => {
    issuer.answer(() => {});
    const one = open();
    const waiting = failure(one.client().get(path`/a`));
    await until(() => issuer.seen.length === 1, "the token request");
    await one.upstream.close();
    expect(await waiting).toMatchObject({ code: "unavailable" });
  });

  it.each([
    ["http://auth.example/token", "https://api.example"],
    ["ftp://auth.example/token", "https://api.example"],
    ["https://user:word@auth.example/token", "https://api.example"],
    ["not an address", "https://api.example"],
  ])("must have a usable address: %s", (address, baseUrl) => {
    const build = () =>
      createUpstream({ vendor: acme(exchanging(address)), settings: {}, baseUrl });
    expect(build).toThrowError(expect.objectContaining({ code: "configuration" }));
  });
});
