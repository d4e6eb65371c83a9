import { describe, expect, it } from "vitest";
import type { Principal } from "../define/principal.ts";
import type { Settings } from "../define/settings.ts";
import { acme } from "../server/acme.fixture.ts";
import { decide, type PolicyFacts } from "./decide.ts";
import { profileKey, resolveProfile, type SelectionRequest } from "./profile.ts";

const vendor = {
  ...acme,
  presets: {
    one: { description: "A single tool", tools: ["acme_a"] },
    two: { description: "Two", tools: ["acme_a", "acme_c"] },
  },
};
const principal: Principal = {
  subject: "t",
  label: "t",
  role: "admin",
  serverRole: "admin",
  method: "token",
  binding: "t",
};
const profile = (
  settings: Settings,
  selection: SelectionRequest = {},
): ReturnType<typeof resolveProfile> =>
  resolveProfile({ vendor, settings, principal, selection, abilities: new Set() });
const tool = (name: string, toolset: string): PolicyFacts => ({
  name,
  tier: "read",
  toolsets: [toolset],
  owner: "vendor",
  requires: [],
});
const all = [tool("acme_a", "core"), tool("acme_b", "core"), tool("acme_c", "rare")];
const seen = (settings: Settings, toolsets?: readonly string[]): string[] => {
  const made = profile(settings, toolsets === undefined ? {} : { toolsets });
  return all.filter((facts) => decide(facts, made).allowed).map((facts) => facts.name.slice(-1));
};

describe("a request within what the operator chose", () => {
  it("narrows toolsets to a preset, and a preset to toolsets", () => {
    expect(seen({ toolsets: ["all"] }, ["one"])).toEqual(["a"]);
    expect(seen({ toolsets: ["core"] }, ["two"])).toEqual(["a"]);
    expect(seen({ toolsets: ["two"] }, ["core"])).toEqual(["a"]);
    expect(seen({ toolsets: ["two"] }, ["all"])).toEqual(["a", "c"]);
    expect(seen({ toolsets: ["core"] }, ["rare"])).toEqual([]);
  });

  it("narrows an allow list, and never reaches beyond it", () => {
    expect(seen({ allowTools: ["acme_a", "acme_c"] })).toEqual(["a", "c"]);
    expect(seen({ allowTools: ["acme_a", "acme_c"] }, ["core"])).toEqual(["a"]);
    expect(seen({ allowTools: ["acme_a"] }, ["all"])).toEqual(["a"]);
  });

  it("chooses freely where the operator chose nothing", () => {
    expect(seen({})).toEqual(["a", "b"]);
    expect(seen({}, ["rare"])).toEqual(["c"]);
  });

  it("has a key of its own for every choice", () => {
    const keys = [undefined, ["one"], ["core"], ["all"]].map((toolsets) =>
      profileKey(profile({ toolsets: ["all"] }, toolsets === undefined ? {} : { toolsets })),
    );
    expect(new Set(keys.slice(0, 3)).size).toBe(3);
  });
});

describe("an operator's lists", () => {
  it("know a tool by its former names too", () => {
    const renamed: PolicyFacts = { ...tool("acme_a", "core"), formerNames: ["acme_old_a"] };
    expect(decide(renamed, profile({ denyTools: ["acme_old_*"] })).allowed).toBe(false);
    expect(decide(renamed, profile({ allowTools: ["acme_old_a"] })).allowed).toBe(true);
    expect(decide(renamed, profile({ allowTools: ["acme_b"] })).allowed).toBe(false);
  });
});
