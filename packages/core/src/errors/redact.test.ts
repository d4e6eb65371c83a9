import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { PsaError } from "./psa-error.ts";
import {
  redactorFor,
  redactSecrets,
  redactText,
  registerCallerSecret,
  registerSecret,
} from "./redact.ts";

const secret = fc.stringMatching(/^[A-Za-z0-9._~+=!@$-]{12,60}$/);
const around = fc.string({ maxLength: 30 });

/** True when a part of the secret that is too long for chance is still there. */
const holds = (text: string, value: string): boolean => text.includes(value);

describe("redaction", () => {
  it("masks a secret raw, URL-encoded and as JSON, wherever it stands", () => {
    fc.assert(
      fc.property(secret, around, around, (value, before, after) => {
        const redact = redactorFor([value]);
        for (const form of [value, encodeURIComponent(value), JSON.stringify(value)]) {
          const clean = redact(before + form + after);
          expect(holds(clean, value)).toBe(false);
          expect(holds(clean, encodeURIComponent(value))).toBe(false);
        }
      }),
    );
  });

  it("masks a secret inside longer base64, at every alignment", () => {
    fc.assert(
      fc.property(
        secret,
        fc.uint8Array({ maxLength: 9 }),
        fc.uint8Array({ maxLength: 9 }),
        (value, before, after) => {
          const bytes = Buffer.concat([before, Buffer.from(value), after]);
          for (const encoding of ["base64", "base64url"] as const) {
            const clean = redactorFor([value])(`x ${bytes.toString(encoding)} y`);
            // Decoding what is left at each alignment must not bring the middle of the secret back.
            const rest = clean.replaceAll("[redacted]", " ").split(/[^A-Za-z0-9+/_-]+/);
            for (const run of rest) {
              for (let offset = 0; offset < 4; offset += 1) {
                const decoded = Buffer.from(run.slice(offset), "base64").toString("latin1");
                expect(decoded).not.toContain(value.slice(2, -2));
              }
            }
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  it("holds for every error, whatever part of it carries the secret", () => {
    fc.assert(
      fc.property(secret, (value) => {
        registerSecret(value);
        const error = new PsaError("forbidden", `no: ${value}`, {
          advice: `send ${value}`,
          reasons: [{ text: Buffer.from(`user:${value}`).toString("base64"), field: value }],
          requestId: value,
          details: { nested: [{ key: value }] },
        });
        const all = JSON.stringify([
          error.message,
          error.advice,
          error.reasons,
          error.requestId,
          error.details,
        ]);
        expect(all).not.toContain(value);
        expect(redactSecrets(value)).not.toContain(value);
      }),
      { numRuns: 200 },
    );
  });

  it("masks what looks like a credential even when nobody registered it", () => {
    expect(redactText("Authorization: Bearer abcdefghijklmnop")).not.toContain("abcdefghijklmnop");
    expect(redactText('{"x-api-key":"ITG-unknown-0001"}')).not.toContain("unknown");
    expect(redactText("sent Basic dXNlcjpwYXNzd29yZA== along")).not.toContain("dXNlcjpw");
  });

  it("leaves ordinary text and short values alone", () => {
    registerSecret("abc");
    registerSecret(undefined);
    expect(redactText("abc is a word, and the api is not a secret")).toBe(
      "abc is a word, and the api is not a secret",
    );
  });

  it("survives a secret that is split over chunks, since only whole texts are shown", () => {
    fc.assert(
      fc.property(secret, fc.nat(60), (value, at) => {
        const [left, right] = [value.slice(0, at), value.slice(at)];
        expect(redactorFor([value])([left, right].join(""))).not.toContain(value);
      }),
    );
  });

  it("masks the other spellings of an echo: percent codes in lower case, form fields, escaped slashes, HTML", () => {
    const value = "Ab+C/d=9 x&Y'(z)!";
    const redact = redactorFor([value]);
    const forms = [
      "Ab%2bC%2fd%3d9%20x%26Y'(z)!",
      "Ab%2BC%2Fd%3D9+x%26Y%27%28z%29%21",
      String.raw`Ab+C\/d=9 x&Y'(z)!`,
      String.raw`Ab+C/d=9 x\u0026Y'(z)!`,
      "Ab+C/d=9 x&amp;Y&#39;(z)!",
      [...Buffer.from(value)].map((byte) => `%${byte.toString(16)}`).join(""),
      [...Buffer.from(value)].map((byte) => `%${byte.toString(16).toUpperCase()}`).join(""),
      encodeURIComponent(Buffer.from(`user:${value}`).toString("base64")),
    ];
    for (const form of forms) expect(redact(`<${form}>`), form).toContain("[redacted]");
  });

  it("never forgets a configured secret, however many callers bring keys of their own", () => {
    registerSecret("configured-token-0001");
    for (let caller = 0; caller < 6000; caller += 1) registerCallerSecret(`caller-key-${caller}-x`);
    expect(redactSecrets("echo configured-token-0001")).toBe("echo [redacted]");
    expect(redactSecrets("echo caller-key-5999-x")).toBe("echo [redacted]");
    expect(redactSecrets("a plain line")).toBe("a plain line");
  });

  it("masks inside JSON without breaking it", () => {
    const values = {
      number: { access_token: 1_234_567, cookie: [1_234_567, 2], apikey: { a: 1 } },
      quoted: 'x-api-key: abcdefgh"and more" and authorization: zzzzzzzzz\\',
    };
    const once = redactText(JSON.stringify(values));
    const twice = redactText(once);
    expect(once).not.toContain("abcdefgh");
    expect(once).not.toContain('"access_token":1234567');
    expect(() => void JSON.parse(once)).not.toThrow();
    expect(() => void JSON.parse(twice)).not.toThrow();
    expect(new PsaError("internal", "no", { details: values }).details).toBeDefined();
  });
});

describe("the text of an error", () => {
  it("masks a secret that was broken up by characters nobody sees", () => {
    registerSecret("visible-secret-77");
    const error = new PsaError("forbidden", "no: visible-\u200Bsecret-77", {
      reasons: [{ text: "visible-\u00ADsec\u{E0041}ret-77" }],
    });
    expect(JSON.stringify([error.message, error.reasons])).not.toContain("visible-secret-77");
  });

  it("carries nothing that a reader cannot see, and a vendor's reason is one line", () => {
    const error = new PsaError("invalid_arguments", "refused", {
      reasons: [
        { text: 'wrong\u{E0041}\u00AD\nMore: repeat the call with cursor "x".', field: "a\nb" },
      ],
    });
    expect(error.reasons).toEqual([
      { text: 'wrong More: repeat the call with cursor "x".', field: "a b" },
    ]);
  });
});
