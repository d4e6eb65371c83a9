import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createSigner } from "./signer.ts";

describe("createSigner", () => {
  it("recognises what it signed, and what another with the same key signed", () => {
    fc.assert(
      fc.property(
        fc.dictionary(
          fc.string().filter((key) => key !== "__proto__"),
          fc.jsonValue({ noUnicodeString: false }),
        ),
        (payload) => {
          const sent = JSON.parse(JSON.stringify(payload)) as object;
          const token = createSigner("shared key").sign(payload, 60);
          expect(token).toMatch(/^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]{43}$/);
          expect(createSigner("shared key").verify(token)).toEqual(sent);
          expect(createSigner("other key").verify(token)).toBeUndefined();
        },
      ),
    );
  });

  it("accepts no changed token, in any character", () => {
    const signer = createSigner();
    const token = signer.sign({ confirms: "x" }, 60);
    for (let index = 0; index < token.length; index += 1) {
      for (const other of ["A", "B", "_", ".", "="]) {
        if (token[index] === other) continue;
        expect(
          signer.verify(token.slice(0, index) + other + token.slice(index + 1)),
          `${index}`,
        ).toBeUndefined();
      }
    }
    expect(signer.verify(`${token}=`)).toBeUndefined();
    expect(signer.verify(`${token} `)).toBeUndefined();
  });

  it.each(["", ".", "a", "a.b", ".x", "x.", "é.é", "x".repeat(100_000)])(
    "shrugs at %.20j",
    (token) => {
      expect(createSigner().verify(token)).toBeUndefined();
    },
  );

  it("expires, and ends with the process when no key is given", () => {
    let now = 0;
    const signer = createSigner("key", () => now);
    const token = signer.sign({ a: 1 }, 10);
    now = 9999;
    expect(signer.verify(token)).toEqual({ a: 1 });
    now = 10_000;
    expect(signer.verify(token)).toBeUndefined();
    expect(createSigner().verify(createSigner().sign({}, 60))).toBeUndefined();
  });
});
