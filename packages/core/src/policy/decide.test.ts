import { describe, expect, it } from "vitest";
import { roles, type Tier } from "../define/tiers.ts";
import { decide, type PolicyFacts, type Profile } from "./decide.ts";

const facts = (over: Partial<PolicyFacts> = {}): PolicyFacts => ({
  name: "acme_get_thing",
  tier: "read",
  toolsets: ["core"],
  owner: "vendor",
  requires: [],
  ...over,
});
const profile = (over: Partial<Profile> = {}): Profile => ({
  role: "admin",
  serverRole: "admin",
  readOnly: false,
  secrets: false,
  toolsets: new Set(["core"]),
  tools: new Set(),
  deny: [],
  abilities: new Set(),
  ...over,
});

describe("decide", () => {
  const allowedTiers: Record<string, readonly Tier[]> = {
    viewer: ["read"],
    editor: ["read", "write"],
    admin: ["read", "write", "destructive"],
  };
  for (const role of roles) {
    for (const tier of ["read", "write", "destructive", "secret"] as const) {
      it(`${role} and ${tier}`, () => {
        expect(decide(facts({ tier }), profile({ role })).allowed).toBe(
          allowedTiers[role]?.includes(tier),
        );
      });
    }
  }
  it("reveals secrets only when the operator switched that on, and never in read-only mode", () => {
    expect(decide(facts({ tier: "secret" }), profile({ secrets: true })).allowed).toBe(true);
    expect(
      decide(facts({ tier: "secret" }), profile({ secrets: true, readOnly: true })).allowed,
    ).toBe(false);
    expect(
      decide(facts({ tier: "secret" }), profile({ secrets: true, role: "editor" })).allowed,
    ).toBe(false);
  });
  it("keeps a read that asks for a higher role from others", () => {
    const guarded = facts({ role: "admin" });
    expect(decide(guarded, profile({ role: "editor" })).allowed).toBe(false);
    expect(decide(guarded, profile({ role: "admin" })).allowed).toBe(true);
    const lower = facts({ tier: "write", role: "viewer" });
    expect(decide(lower, profile({ role: "viewer" })).allowed).toBe(false);
  });
  it("judges what belongs to the server by the role at the server", () => {
    const owned = facts({ tier: "write", owner: "server" });
    expect(decide(owned, profile({ role: "admin", serverRole: "viewer" })).allowed).toBe(false);
    expect(decide(owned, profile({ role: "viewer", serverRole: "editor" })).allowed).toBe(true);
  });
  it("lets deny win over allow, and allow over toolsets", () => {
    const off = facts({ toolsets: ["other"] });
    expect(decide(off, profile()).allowed).toBe(false);
    expect(decide(off, profile({ allow: ["acme_get_*"] })).allowed).toBe(true);
    expect(decide(facts(), profile({ allow: ["acme_list_*"] })).allowed).toBe(false);
    expect(decide(off, profile({ allow: ["*"], deny: ["acme_*_thing"] })).allowed).toBe(false);
  });
  it("takes a star for any run and everything else to the letter", () => {
    const fits = (pattern: string): boolean =>
      decide(facts(), profile({ allow: [pattern] })).allowed;
    expect(fits("acme*get*thing")).toBe(true);
    expect(fits("acme_get_thing*")).toBe(true);
    expect(fits("*thing_*")).toBe(false);
    expect(fits("acme_get_thing_*thing")).toBe(false);
    expect(fits("acme.get.thing")).toBe(false);
    expect(fits("")).toBe(false);
  });
  it("hides a tool whose ability the server lacks", () => {
    const needy = facts({ requires: ["uploads"] });
    expect(decide(needy, profile())).toEqual({ allowed: false, because: "ability" });
    expect(decide(needy, profile({ abilities: new Set(["uploads"]) })).allowed).toBe(true);
  });
});
