import { exactTokens, listTokens } from "@psa-mcp/core/testing";
import { startItglueSandbox } from "@psa-mcp/sandbox/itglue";
import { afterEach, describe, expect, it } from "vitest";
import { openHouse, type House } from "../test/house.ts";
import { itglue } from "./vendor.ts";

const open: House[] = [];
const house = async (...options: Parameters<typeof openHouse>): Promise<House> => {
  const opened = await openHouse(...options);
  open.push(opened);
  return opened;
};
afterEach(async () => {
  await Promise.all(open.splice(0).map(async (one) => one.close()));
});
const tools = async (
  toolsets: readonly string[] | undefined,
  more: Parameters<typeof openHouse>[0] = {},
): Promise<readonly { readonly name: string }[]> => {
  const opened = await house({
    abilities: ["uploads"],
    ...more,
    ...(toolsets === undefined ? { toolsets: [] } : { toolsets }),
  });
  return opened.vendor.tools();
};

describe("what is listed", () => {
  it("is by default all that other servers show and a few more, within 5,500 tokens", async () => {
    const listed = await tools(undefined);
    const names = listed.map(({ name }) => name);
    for (const name of itglue.presets["compat"]?.tools ?? []) expect(names).toContain(name);
    expect(names).toContain("itglue_write_document");
    expect(names).not.toContain("itglue_get");
    expect(listTokens(listed)).toBeLessThanOrEqual(5500);
  });

  it("is exactly the 28 tools of other servers with compat, and within 2,500 tokens with lean", async () => {
    expect(
      (await tools(["compat"]))
        .map(({ name }) => name)
        .toSorted((left, right) => left.localeCompare(right)),
    ).toEqual(
      [...(itglue.presets["compat"]?.tools ?? [])].toSorted((left, right) =>
        left.localeCompare(right),
      ),
    );
    expect(itglue.presets["compat"]?.tools).toHaveLength(28);
    expect(listTokens(await tools(["lean"]))).toBeLessThanOrEqual(2500);
  });

  it("names only tools that exist, each once and in a known toolset", async () => {
    const { tools: all, resources = [], prompts = [] } = await itglue.load();
    const names = new Set([...all, ...resources, ...prompts].map(({ name }) => name));
    for (const preset of Object.values(itglue.presets)) {
      for (const name of preset.tools ?? []) expect(names).toContain(name);
    }
    for (const tool of all) {
      expect(tool.name).toMatch(/^itglue_[a-z_]+$/);
      expect(exactTokens(tool.description), tool.name).toBeLessThanOrEqual(70);
    }
  });

  it("grows by the advanced toolset when it is switched on", async () => {
    const names = (await tools(undefined, { settings: { ITGLUE_ADVANCED_TOOLSET: "1" } })).map(
      ({ name }) => name,
    );
    expect(names).toEqual(expect.arrayContaining(["itglue_get", "itglue_find_endpoint"]));
    const flagged = (await tools(undefined, { argv: ["--advanced"] })).map(({ name }) => name);
    expect(flagged).toContain("itglue_get");
  });

  it("holds only reads for a viewer, and nothing that deletes for good for an editor", async () => {
    const viewer = await tools(["all"], { role: "viewer" });
    const reads = viewer as readonly {
      readonly name: string;
      readonly annotations?: { readonly readOnlyHint?: boolean };
    }[];
    expect(reads.every(({ annotations }) => annotations?.readOnlyHint === true)).toBe(true);
    const editor = (await tools(["all"], { role: "editor" })).map(({ name }) => name);
    expect(editor).toContain("itglue_delete_document_section");
    expect(editor).not.toContain("itglue_delete_documents");
  });

  it("is explained in less than 400 tokens", () => {
    expect(exactTokens(itglue.instructions)).toBeLessThan(400);
  });
});

describe("keys", () => {
  it("that are revoked are named as such, and never shown", async () => {
    const revoked = await house({ key: "revoked" });
    const answer = await revoked.fail("itglue_list_organizations", {}, "credential_rejected");
    expect(answer.text).toContain("90 days");
    expect(answer.text).not.toContain(revoked.sandbox.keys.revoked);
  });

  it("may be the token of a signed-in user", async () => {
    const sandbox = await startItglueSandbox();
    await sandbox.close();
    const signedIn = await house({ settings: { ITGLUE_API_KEY: sandbox.jwt } });
    await signedIn.call("itglue_list_organizations", { page_size: 1 });
    expect(signedIn.sandbox.requests().at(-1)?.headers["authorization"]).toBe(
      `Bearer ${sandbox.jwt}`,
    );
    expect(signedIn.sandbox.requests().at(-1)?.headers).not.toHaveProperty("x-api-key");
  });

  it("without folders get the reason, and an organization that they may not see is not found", async () => {
    const noFolders = await house({ key: "noFolders" });
    const { id } = await noFolders.first("/organizations");
    const answer = await noFolders.fail(
      "itglue_list_document_folders",
      { organization_id: id },
      "unsupported",
    );
    expect(answer.text).toContain("API keys");
    const limited = await house({ key: "organizationLimited" });
    const all = (await limited.raw("/organizations?page[size]=100")).data;
    const visible = new Set(
      (await limited.call("itglue_list_organizations", { page_size: 100 })).items.map((item) =>
        String(item["id"]),
      ),
    );
    const hidden = all.find((one) => !visible.has(one.id));
    const refused = await limited.fail(
      "itglue_list_documents",
      { organization_id: hidden?.id },
      "not_found",
    );
    expect(refused.text).not.toContain("90 days");
  });
});

describe("documents on accounts that behave differently", () => {
  it.each(["strict-2026", "legacy-folders-jwt", "lenient"] as const)(
    "are complete and in order: %s",
    async (profile) => {
      const here = await house({ sandbox: { profile }, settings: { MCP_RESULT_TOKENS: "100000" } });
      const organizations = (await here.raw("/organizations?page[size]=5")).data;
      for (const { id } of organizations) {
        const at = `/organizations/${id}/relationships/documents`;
        const found = new Set<string>();
        for (const filter of [
          "",
          "&filter[document-folder-id]=null",
          "&filter[document-folder-id][ne]=null",
          "&filter[document-folder-id][ne]=",
        ]) {
          for (const record of (await here.raw(`${at}?page[size]=1000${filter}`)).data)
            found.add(record.id);
        }
        const list = await here.call("itglue_list_documents", {
          organization_id: id,
          page_size: 1000,
          sort: "-name",
        });
        expect(new Set(list.items.map((item) => String(item["id"])))).toEqual(found);
        expect(list.structured["total_count"]).toBe(found.size);
        const names = list.items.map((item) => String(item["name"]).toLowerCase());
        expect(names).toEqual(
          names.toSorted((left, right) => (left > right ? -1 : left < right ? 1 : 0)),
        );
      }
    },
  );
});

describe("errors", () => {
  it("carry no HTML, no key and every reason", async () => {
    const here = await house();
    for (const kind of ["html", "echo", "malformed", "empty"] as const) {
      here.sandbox.fault({ kind, match: { path: "^/documents/5$" } });
      const answer = await here.vendor.call("itglue_get_document", { document_id: 5 });
      expect(answer.isError, kind).toBe(true);
      expect(answer.text, kind).not.toMatch(/<html|<body|<!doctype/i);
      expect(JSON.stringify(answer), kind).not.toContain(here.sandbox.keys.full);
      here.sandbox.clearFaults();
    }
    here.sandbox.fault({ kind: "status", status: 504, match: { path: "documents$" } });
    const slow = await here.fail(
      "itglue_list_documents",
      { organization_id: (await here.first("/organizations")).id },
      "timeout",
    );
    expect(slow.text).toContain("page");
  });
});
