import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { expectDryRun, openHouse, type House, type RawRecord } from "../../test/house.ts";

let house: House;
let types: readonly RawRecord[];
const fieldsOf = new Map<string, readonly RawRecord[]>();
const assetsOf = new Map<string, readonly RawRecord[]>();
const secrets: string[] = [];

beforeAll(async () => {
  house = await openHouse();
  types = (await house.raw("/flexible_asset_types?page[size]=1000")).data;
  for (const { id } of types) {
    fieldsOf.set(
      id,
      (await house.raw(`/flexible_asset_types/${id}/relationships/flexible_asset_fields`)).data,
    );
    assetsOf.set(
      id,
      (await house.raw(`/flexible_assets?filter[flexible-asset-type-id]=${id}&page[size]=200`))
        .data,
    );
    for (const key of keysOfKind(id, "Password")) {
      for (const asset of assetsOf.get(id) ?? []) {
        const value = traitsOf(asset)[key];
        if (typeof value === "string" && value.length > 4) secrets.push(value);
      }
    }
  }
});
afterAll(async () => house.close());

const traitsOf = (asset: RawRecord): Record<string, unknown> =>
  asset.attributes["traits"] as Record<string, unknown>;

const keysOfKind = (type: string, kind: string): readonly string[] =>
  (fieldsOf.get(type) ?? [])
    .filter(({ attributes }) => attributes["kind"] === kind)
    .map(({ attributes }) => String(attributes["name-key"]));

/** A type with a filled trait of a kind, that trait's key and the asset. */
function filled(kind: string): {
  readonly type: string;
  readonly key: string;
  readonly asset: RawRecord;
} {
  for (const [type, assets] of assetsOf) {
    for (const key of keysOfKind(type, kind)) {
      const asset = assets.find((candidate) => {
        const value = traitsOf(candidate)[key];
        return (
          value !== undefined && value !== null && value !== "" && JSON.stringify(value) !== "[]"
        );
      });
      if (asset !== undefined) return { type, key, asset };
    }
  }
  throw new Error(`the sandbox has no asset with a filled ${kind} trait`);
}

/** Traits whose values do not change with each read; links to files carry a signature and a time. */
const withoutFiles = (type: string, traits: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(traits).filter(([key]) => !keysOfKind(type, "Upload").includes(key)),
  );

/** A text trait of the same asset, to be changed harmlessly. */
function textKey(type: string): string {
  const key = keysOfKind(type, "Text")[0];
  if (key === undefined) throw new Error(`type ${type} has no Text field`);
  return key;
}

describe("types", () => {
  it("lists them with the promised keys and finds parts of names", async () => {
    const { items } = await house.call("itglue_list_flexible_asset_types");
    expect(Object.keys(items[0] ?? {})).toEqual(["id", "name", "description", "enabled"]);
    const name = String(types[0]?.attributes["name"]);
    const found = await house.call("itglue_list_flexible_asset_types", {
      filter_name: name.slice(1, -1).toUpperCase(),
    });
    expect(found.items.map((item) => item["id"])).toContain(Number(types[0]?.id));
  });

  it("reads the name-key of each field instead of guessing it, and the options", async () => {
    for (const { id } of types) {
      const { item, text } = await house.call("itglue_get_flexible_asset_type", {
        flexible_asset_type_id: id,
      });
      const fields = item["fields"] as readonly Record<string, unknown>[];
      expect(new Set(fields.map((field) => field["name_key"]))).toEqual(
        new Set((fieldsOf.get(id) ?? []).map(({ attributes }) => attributes["name-key"])),
      );
      for (const field of fields) expect(text).toContain(String(field["name_key"]));
    }
    await house.fail(
      "itglue_get_flexible_asset_type",
      { flexible_asset_type_id: 999_999_999 },
      "not_found",
    );
  });
});

describe("reading assets", () => {
  it("previews traits within 200 characters and without markup", async () => {
    const { id: type } = await house.first("/flexible_asset_types");
    const { items, structured } = await house.call("itglue_list_flexible_assets", {
      flexible_asset_type_id: type,
    });
    expect(structured["total_count"]).toBe(
      (await house.raw(`/flexible_assets?filter[flexible-asset-type-id]=${type}`)).total,
    );
    for (const item of items) {
      for (const value of Object.values(item["traits"] as object) as readonly unknown[]) {
        if (typeof value !== "string") continue;
        expect(value.length).toBeLessThanOrEqual(200);
        expect(value).not.toMatch(/<(p|div|br)\b/);
      }
    }
  });

  it("filters by traits here, and says how far it looked", async () => {
    const { type, key, asset } = filled("Text");
    const value = String(traitsOf(asset)[key]);
    const { items, structured } = await house.call("itglue_list_flexible_assets", {
      flexible_asset_type_id: type,
      trait_filter: { [key]: value.toUpperCase() },
      page_size: 1000,
    });
    expect(items.map((item) => item["id"])).toContain(Number(asset.id));
    expect(structured["scan_limit_reached"]).toBe(false);
    const refused = await house.fail(
      "itglue_list_flexible_assets",
      { flexible_asset_type_id: type, trait_filter: { [`${key}x`]: "a" } },
      "invalid_arguments",
    );
    expect(refused.text).toContain(`did you mean "${key}"`);
  });

  it("shows tags and files by name, and keeps their details in the data", async () => {
    const { key, asset } = filled("Upload");
    const { item, text } = await house.call("itglue_get_flexible_asset", {
      flexible_asset_id: asset.id,
    });
    expect(text).not.toMatch(/X-Amz-|organization-name/);
    const traits = item["traits"] as Record<string, { name?: string } | undefined>;
    expect(text).toContain(`${key}: ${traits[key]?.name ?? "?"}`);
  });

  it("masks Password traits and does not let them be guessed", async () => {
    const { type, key, asset } = filled("Password");
    const value = String(traitsOf(asset)[key]);
    const { item, text } = await house.call("itglue_get_flexible_asset", {
      flexible_asset_id: asset.id,
    });
    expect((item["traits"] as Record<string, unknown>)[key]).toBe("[redacted]");
    expect(text).not.toContain(value);
    const guessed = await house.call("itglue_list_flexible_assets", {
      flexible_asset_type_id: type,
      trait_filter: { [key]: value },
    });
    expect(guessed.items).toEqual([]);
  });
});

describe("itglue_patch_flexible_asset", () => {
  it("changes one trait and keeps tags, passwords and the rest", async () => {
    const { type, asset } = filled("Password");
    const key = textKey(type);
    const [request] = await expectDryRun(
      house,
      "itglue_patch_flexible_asset",
      { flexible_asset_id: asset.id, traits: { [key]: "Dry value" } },
      `/flexible_assets/${asset.id}`,
    );
    expect(request).toMatchObject({
      method: "PATCH",
      changes: [{ field: `traits.${key}`, from: traitsOf(asset)[key] ?? null, to: "Dry value" }],
    });
    const { structured } = await house.call("itglue_patch_flexible_asset", {
      flexible_asset_id: asset.id,
      traits: { [key]: "New value" },
    });
    expect(structured["changes"]).toMatchObject([{ field: `traits.${key}`, to: "New value" }]);
    const after = await house.first(`/flexible_assets/${asset.id}`);
    expect(withoutFiles(type, traitsOf(after))).toEqual({
      ...withoutFiles(type, traitsOf(asset)),
      [key]: "New value",
    });
  });

  it("keeps an uploaded file, or refuses by name", async () => {
    const { type, key, asset } = filled("Upload");
    const text = textKey(type);
    const answer = await house.vendor.call("itglue_patch_flexible_asset", {
      flexible_asset_id: asset.id,
      traits: { [text]: "With file" },
    });
    const after = traitsOf(await house.first(`/flexible_assets/${asset.id}`));
    if (answer.isError) expect(answer.text).toContain(key);
    else expect(after[text]).toBe("With file");
    expect(after[key]).toBeTruthy();
  });

  it("notices that somebody else was quicker", async () => {
    const { type, asset } = filled("Text");
    const given = { flexible_asset_id: asset.id, traits: { [textKey(type)]: "x" } };
    await house.fail(
      "itglue_patch_flexible_asset",
      { ...given, if_updated_at: "2020-01-01T00:00:00Z" },
      "conflict",
    );
    const now = (await house.raw(`/flexible_assets/${asset.id}`)).data[0]?.attributes["updated-at"];
    await house.call("itglue_patch_flexible_asset", { ...given, if_updated_at: now });
  });
});

describe("itglue_update_flexible_asset", () => {
  it.each(["Password", "Upload"])("refuses to lose a %s trait without a word", async (kind) => {
    const { type, key, asset } = filled(kind);
    const refused = await house.fail(
      "itglue_update_flexible_asset",
      { flexible_asset_id: asset.id, traits: { [textKey(type)]: "only this" } },
      "invalid_arguments",
    );
    expect(refused.text).toContain(key);
    expect(refused.text).toMatch(/merge/);
  });

  it("merges on request, and takes the mask back as unchanged", async () => {
    const { type, key, asset } = filled("Password");
    const before = traitsOf(await house.first(`/flexible_assets/${asset.id}`));
    await house.call("itglue_update_flexible_asset", {
      flexible_asset_id: asset.id,
      mode: "merge",
      traits: { [key]: "[redacted]", [textKey(type)]: "Merged" },
    });
    const after = traitsOf(await house.first(`/flexible_assets/${asset.id}`));
    expect(after[key]).toBe(before[key]);
    expect(after[textKey(type)]).toBe("Merged");
  });
});

describe("creating, checking, archiving, deleting", () => {
  /** A type whose required fields can all be filled with texts and the like. */
  function newAsset(): { readonly type: string; readonly traits: Record<string, unknown> } {
    const { type, asset } = filled("Text");
    const traits: Record<string, unknown> = {};
    for (const { attributes } of fieldsOf.get(type) ?? []) {
      const key = String(attributes["name-key"]);
      const value = traitsOf(asset)[key];
      if (attributes["kind"] !== "Upload" && value !== undefined && value !== null)
        traits[key] = value;
    }
    return { type, traits };
  }

  it("checks before sending: unknown keys with a suggestion, and what is missing", async () => {
    const { type, traits } = newAsset();
    const key = textKey(type);
    const wrong = { ...traits, [`${key}s`]: "x" };
    const checked = await house.call("itglue_validate_flexible_asset", {
      flexible_asset_type_id: type,
      traits: wrong,
    });
    expect(checked.structured["valid"]).toBe(false);
    expect(checked.items).toMatchObject([{ trait: `${key}s`, severity: "error", suggestion: key }]);
    const organization_id = filled("Text").asset.attributes["organization-id"];
    const refused = await house.fail(
      "itglue_create_flexible_asset",
      { organization_id, flexible_asset_type_id: type, traits: wrong },
      "invalid_arguments",
    );
    expect(refused.text).toContain(`did you mean "${key}"`);
    const required = types.find(({ id }) =>
      (fieldsOf.get(id) ?? []).some(({ attributes }) => attributes["required"] === true),
    );
    await house.fail(
      "itglue_create_flexible_asset",
      { organization_id, flexible_asset_type_id: required?.id, traits: {} },
      "invalid_arguments",
    );
  });

  it("creates from traits as they were read, archives and deletes with a copy", async () => {
    const { type, traits } = newAsset();
    const organization_id = filled("Text").asset.attributes["organization-id"];
    const given = { organization_id, flexible_asset_type_id: type, traits };
    const watched = `/flexible_assets?filter[flexible-asset-type-id]=${type}`;
    await expectDryRun(house, "itglue_create_flexible_asset", given, watched);
    const { item } = await house.call("itglue_create_flexible_asset", given);
    const flexible_asset_id = item["id"];
    const archived = await house.call("itglue_archive_flexible_asset", { flexible_asset_id });
    expect(archived.structured["changes"]).toMatchObject([{ field: "archived", to: true }]);
    const kept = traitsOf(await house.first(`/flexible_assets/${String(flexible_asset_id)}`));
    expect(Object.keys(kept).length).toBeGreaterThan(0);
    await expectDryRun(house, "itglue_delete_flexible_asset", { flexible_asset_id }, watched);
    const deleted = await house.confirmed("itglue_delete_flexible_asset", { flexible_asset_id });
    expect(deleted.structured).toMatchObject({
      id: flexible_asset_id,
      status: "deleted",
      copy: { id: flexible_asset_id },
    });
    await house.fail("itglue_get_flexible_asset", { flexible_asset_id }, "not_found");
  });
});

describe("secrets", () => {
  it("occur in the sandbox and in no answer", () => {
    expect(secrets.length).toBeGreaterThan(0);
    const all = house.said.join("\n");
    expect(secrets.filter((secret) => all.includes(secret))).toEqual([]);
  });
});
