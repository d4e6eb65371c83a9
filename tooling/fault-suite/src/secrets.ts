import { expect } from "vitest";

/** Every form in which a secret could be found again: raw, in base64 at any offset, and URL-encoded in all cases. */
export function spellings(secret: string): readonly string[] {
  const bytes = Buffer.from(secret);
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0"));
  const percent = hex.map((pair) => `%${pair}`).join("");
  const lowEscapes = encodeURIComponent(secret).replace(/%[0-9A-F]{2}/g, (pair) =>
    pair.toLowerCase(),
  );
  const forms = new Set([
    secret,
    JSON.stringify(secret).slice(1, -1),
    encodeURIComponent(secret),
    lowEscapes,
    percent,
    percent.toUpperCase(),
    hex.join(""),
  ]);
  for (let offset = 0; offset < 3; offset += 1) {
    const coded = Buffer.concat([Buffer.alloc(offset), bytes]).toString("base64");
    // The first and last characters depend on what stands beside the secret.
    const core = coded.slice(4, -4);
    forms.add(core).add(core.replaceAll("+", "-").replaceAll("/", "_"));
  }
  return [...forms].filter((form) => form.length >= 6);
}

/** Fails when a text contains one of the secrets in any form, and says which form and where. */
export function expectNoSecrets(
  secrets: Iterable<string>,
  places: Readonly<Record<string, string>>,
): void {
  for (const secret of secrets) {
    for (const form of spellings(secret)) {
      for (const [place, text] of Object.entries(places)) {
        const at = text.indexOf(form);
        const near = at === -1 ? "" : text.slice(Math.max(0, at - 80), at + form.length + 20);
        expect(near, `a secret as ${form.slice(0, 24)}… in ${place}`).toBe("");
      }
    }
  }
}
