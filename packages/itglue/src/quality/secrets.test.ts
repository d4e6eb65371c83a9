import { describe, expect, it } from "vitest";
import { secretSightings, withoutSecrets } from "./secrets.ts";

const kinds = (text: string): readonly string[] => secretSightings(text).map(({ kind }) => kind);

describe("secretSightings", () => {
  it.each([
    ["Admin password: Winter2026!", "password after a label"],
    ["PWD = hunter22", "password after a label"],
    ["the passphrase is: correct-horse", "password after a label"],
    ["Kennwort: Geheim123", "password after a label"],
    ["-----BEGIN RSA PRIVATE KEY-----", "private key"],
    ["key ITG.0123456789abcdef0123456789abcdef", "IT Glue API key"],
    ["AKIAIOSFODNN7EXAMPLE", "AWS access key"],
    ["ftp://backup:s3cretpw@files.example/", "password in an address"],
    ["Server=db;User=sa;Password=Sup3r;", "password in a connection string"],
  ])("sees %s", (text, kind) => {
    expect(kinds(text)).toEqual([kind]);
  });

  it.each([
    "Password: see IT Glue",
    "Password: stored in the vault",
    "Password: ********",
    "password: https://demo.itglue.com/1/passwords/2",
    "The password policy asks for 14 characters.",
    "Reset the password, then log in.",
    "PIN pad at the door",
  ])("leaves %s alone", (text) => {
    expect(kinds(text)).toEqual([]);
  });

  it("never repeats a secret, not even as the surroundings of another", () => {
    const text = "Router password: alpha-one-99 and the switch password: beta-two-88";
    const found = JSON.stringify(secretSightings(text));
    expect(secretSightings(text)).toHaveLength(2);
    expect(found).not.toContain("alpha-one");
    expect(found).not.toContain("beta-two");
  });

  it("ends quickly on a long text without spaces", () => {
    const started = performance.now();
    expect(secretSightings(`${"a".repeat(100_000)} password:`)).toEqual([]);
    expect(performance.now() - started).toBeLessThan(500);
  });
});

describe("withoutSecrets", () => {
  it("masks the secret and keeps the label", () => {
    expect(withoutSecrets("Admin password: Winter2026! today")).toBe(
      "Admin password: [redacted] today",
    );
  });
});
