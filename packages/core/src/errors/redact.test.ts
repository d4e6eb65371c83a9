import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { PsaError } from "./psa-error.ts";
import { redactorFor, redactSecrets, redactText, registerSecret } from "./redact.ts";

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
      fc.property(secret, fc.uint8Array({ maxLength: 9 }), fc.uint8Array({ maxLength: 9 }), (value, before, after) => {
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
      }),
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
        const all = JSON.stringify([error.message, error.advice, error.reasons, error.requestId, error.details]);
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
    expect(redactText("abc is a word, and the api is not a secret")).toBe("abc is a word, and the api is not a secret");
  });

  it("survives a secret that is split over chunks, since only whole texts are shown", () => {
    fc.assert(
      fc.property(secret, fc.nat(60), (value, at) => {
        const [left, right] = [value.slice(0, at), value.slice(at)];
        expect(redactorFor([value])([left, right].join(""))).not.toContain(value);
      }),
    );
  });
});
