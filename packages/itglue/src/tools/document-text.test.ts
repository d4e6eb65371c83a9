import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { expectDryRun, openHouse, type House, type RawRecord } from "../../test/house.ts";

let house: House;
let organization_id = "";
beforeAll(async () => {
  house = await openHouse({ settings: { MCP_IDEMPOTENCY_SECONDS: "0" } });
  organization_id = (await house.first("/organizations")).id;
});
afterAll(async () => house.close());
afterEach(() => {
  house.sandbox.clearFaults();
});

const MARKDOWN =
  "Intro with **care**.\n\n# Restore\n\n1. Stop `agent`\n2. Start it\n\n## After\n\n| A | B |\n|---|---|\n| 1 | 2 |";
const documentsOf = (): string => `/organizations/${organization_id}/relationships/documents`;

async function sectionsOf(document: unknown): Promise<readonly RawRecord[]> {
  const { data } = await house.raw(
    `/documents/${String(document)}/relationships/sections?page[size]=1000`,
  );
  return data.toSorted(
    (left, right) => Number(left.attributes["sort"]) - Number(right.attributes["sort"]),
  );
}

/** What a reader sees of a document: kinds, levels and contents in order, without ids. */
async function shownOf(document: unknown): Promise<readonly unknown[]> {
  return (await sectionsOf(document)).map(({ attributes }) => [
    attributes["resource-type"],
    attributes["level"],
    attributes["content"],
  ]);
}

const write = async (markdown: string, name = "Runbook"): Promise<number> => {
  const made = await house.call("itglue_write_document", { organization_id, name, markdown });
  return Number(made.item["id"]);
};

describe("itglue_write_document, new", () => {
  it("makes a document with its sections in one step, a draft until published", async () => {
    const made = await house.call("itglue_write_document", {
      organization_id,
      name: "Runbook",
      markdown: MARKDOWN,
    });
    expect(made.item).toMatchObject({ name: "Runbook", published: false });
    expect(made.item["sections"]).toHaveLength(5);
    expect((await shownOf(made.item["id"])).map((section) => (section as unknown[])[0])).toEqual([
      "Document::Text",
      "Document::Heading",
      "Document::Text",
      "Document::Heading",
      "Document::Text",
    ]);
    const read = await house.call("itglue_get_document", { document_id: made.item["id"] });
    expect(read.text).toContain("Intro with **care**.");
    expect(read.text).toContain("1. Stop `agent`\n2. Start it");
    expect(read.text).toContain("| A | B |");
    const published = await house.call("itglue_write_document", {
      organization_id,
      name: "Live",
      markdown: "x",
      publish: true,
    });
    expect(
      (await house.first(`/documents/${String(published.item["id"])}`)).attributes["published"],
    ).toBe(true);
  });

  it.each([
    ["the document", { method: "POST", path: "^/documents$" }, 0],
    ["the first section", { method: "POST", path: "sections$" }, 0],
    ["a later section", { method: "POST", path: "sections$" }, 3],
    ["publishing", { method: "PATCH", path: "publish$" }, 0],
  ])("is undone when %s fails", async (_name, match, after) => {
    const before = await house.raw(
      `${documentsOf()}?filter[document-folder-id]=null&page[size]=1000`,
    );
    house.sandbox.fault({ kind: "status", status: 422, match, after });
    const given = { organization_id, name: "Never", markdown: MARKDOWN, publish: true };
    const answer = await house.fail("itglue_write_document", given, "invalid_arguments");
    expect(answer.structured).toMatchObject({ error: { undone: true, remaining: [] } });
    house.sandbox.clearFaults();
    const now = await house.raw(`${documentsOf()}?filter[document-folder-id]=null&page[size]=1000`);
    expect(now.data.map(({ id }) => id)).toEqual(before.data.map(({ id }) => id));
  });

  it("names what it could not take back", async () => {
    house.sandbox.fault({
      kind: "status",
      status: 422,
      match: { method: "POST", path: "sections$" },
      after: 1,
    });
    house.sandbox.fault({ kind: "status", status: 403, match: { method: "DELETE" } });
    const answer = await house.fail(
      "itglue_write_document",
      { organization_id, name: "Left over", markdown: MARKDOWN },
      "outcome_unknown",
    );
    expect(answer.structured).toMatchObject({
      error: { undone: false, remaining: [expect.stringContaining("draft document")] },
    });
    expect(answer.text).toMatch(/draft document \d+/);
  });

  it("is undone when the caller cancels", async () => {
    const before = await house.raw(
      `${documentsOf()}?filter[document-folder-id]=null&page[size]=1000`,
    );
    house.sandbox.fault({
      kind: "hang",
      match: { method: "POST", path: "sections$" },
      after: 1,
      times: 1,
    });
    const cancel = new AbortController();
    const writing = house.vendor
      .call(
        "itglue_write_document",
        { organization_id, name: "Cancelled", markdown: MARKDOWN },
        { signal: cancel.signal },
      )
      .catch((error: unknown) => error);
    const posted = (): number =>
      house.sandbox.writes().filter(({ path }) => path.endsWith("sections")).length;
    const sent = posted();
    await vi.waitFor(() => {
      expect(posted()).toBeGreaterThanOrEqual(sent + 2);
    });
    cancel.abort();
    await writing;
    await vi.waitFor(async () => {
      const now = await house.raw(
        `${documentsOf()}?filter[document-folder-id]=null&page[size]=1000`,
      );
      expect(now.data.map(({ id }) => id)).toEqual(before.data.map(({ id }) => id));
    });
    expect(house.sandbox.writes().at(-1)).toMatchObject({ method: "DELETE", path: "/documents" });
  });

  it("plans in a dry run and refuses senseless calls before anything is sent", async () => {
    const requests = await expectDryRun(
      house,
      "itglue_write_document",
      { organization_id, name: "x", markdown: MARKDOWN, publish: true },
      documentsOf(),
    );
    expect(requests.map(({ method }) => method)).toEqual([
      "POST",
      "POST",
      "POST",
      "POST",
      "POST",
      "POST",
      "PATCH",
    ]);
    const sent = house.sandbox.writes().length;
    await house.fail(
      "itglue_write_document",
      { organization_id, markdown: "x" },
      "invalid_arguments",
    );
    await house.fail(
      "itglue_write_document",
      { organization_id, name: "x", markdown: "<script>y</script>" },
      "invalid_arguments",
    );
    await house.fail("itglue_write_document", { organization_id, name: "x" }, "invalid_arguments");
    expect(house.sandbox.writes()).toHaveLength(sent);
  });
});

describe("itglue_write_document, existing", () => {
  it("replaces the text, keeps an equal beginning, and can rename and publish", async () => {
    const document_id = await write(MARKDOWN);
    const [first, second] = await sectionsOf(document_id);
    const changed = await house.call("itglue_write_document", {
      document_id,
      name: "Runbook 2",
      markdown: MARKDOWN.replace("Stop `agent`", "Stop the agent").replace("## After\n\n", ""),
      publish: true,
    });
    expect(changed.item).toMatchObject({ id: document_id, name: "Runbook 2", published: true });
    const now = await sectionsOf(document_id);
    expect(now.map(({ id }) => id).slice(0, 2)).toEqual([first?.id, second?.id]);
    expect(now).toHaveLength(3);
    expect(now[2]?.attributes["content"]).toContain("Stop the agent");
    const same = house.sandbox.writes().length;
    await house.call("itglue_write_document", {
      document_id,
      markdown: MARKDOWN.replace("Stop `agent`", "Stop the agent").replace("## After\n\n", ""),
    });
    expect(house.sandbox.writes()).toHaveLength(same);
  });

  const steps: readonly (readonly [string, { method: string; path: string }, number])[] = [
    ["renaming", { method: "PATCH", path: "/documents/\\d+$" }, 0],
    ["the first new section", { method: "POST", path: "sections$" }, 0],
    ["the second new section", { method: "POST", path: "sections$" }, 1],
    ["the first deletion", { method: "DELETE", path: "sections/\\d+$" }, 0],
    ["a later deletion", { method: "DELETE", path: "sections/\\d+$" }, 2],
    ["publishing", { method: "PATCH", path: "publish$" }, 0],
  ];
  it.each(steps)("is as before when %s fails", async (_name, match, after) => {
    const document_id = await write(MARKDOWN);
    const before = await shownOf(document_id);
    house.sandbox.fault({ kind: "status", status: 422, match, after, times: 1 });
    const answer = await house.fail(
      "itglue_write_document",
      { document_id, name: "Other", markdown: "# New\n\none\n\n# Newer\n\ntwo", publish: true },
      "invalid_arguments",
    );
    expect(answer.structured).toMatchObject({ error: { undone: true } });
    expect(await shownOf(document_id)).toEqual(before);
    expect((await house.first(`/documents/${String(document_id)}`)).attributes).toMatchObject({
      name: "Runbook",
      published: false,
    });
  });

  it("finds and removes a section whose creation was made although the answer was lost", async () => {
    const document_id = await write(MARKDOWN);
    const before = await shownOf(document_id);
    house.sandbox.fault({
      kind: "reset",
      commit: true,
      match: { method: "POST", path: "sections$" },
      after: 1,
      times: 1,
    });
    await house.fail(
      "itglue_write_document",
      { document_id, markdown: "# New\n\none" },
      "outcome_unknown",
    );
    expect(await shownOf(document_id)).toEqual(before);
  });

  it("refuses to lose steps and galleries, to move, and to overwrite a newer text", async () => {
    const document_id = await write(MARKDOWN);
    const step = await house.call("itglue_create_document_section", {
      document_id,
      section_type: "Step",
      content: "<p>s</p>",
    });
    const before = await shownOf(document_id);
    const answer = await house.fail(
      "itglue_write_document",
      { document_id, markdown: "x" },
      "conflict",
    );
    expect(answer.text).toContain(`Step ${String(step.item["id"])}`);
    await house.fail(
      "itglue_write_document",
      { document_id, markdown: "x", organization_id: 999 },
      "invalid_arguments",
    );
    await house.fail(
      "itglue_write_document",
      { document_id, markdown: "x", if_updated_at: "2020-01-01T00:00:00Z" },
      "conflict",
    );
    await house.fail(
      "itglue_write_document",
      { document_id: 999_999_999, markdown: "x" },
      "not_found",
    );
    expect(await shownOf(document_id)).toEqual(before);
  });

  it("says which pictures the new text does not show", async () => {
    const document_id = await write("![rack](https://x.example/rack.png)");
    const changed = await house.call("itglue_write_document", { document_id, markdown: "none" });
    expect(changed.text).toContain("https://x.example/rack.png");
  });
});

describe("itglue_edit_document_text", () => {
  it("changes words in place and keeps the formatting", async () => {
    const document_id = await write("Port **8080** is open.\n\n# Other\n\nUse port 8081.");
    const edited = await house.call("itglue_edit_document_text", {
      document_id,
      find: "8080 is",
      replace: "8443 <is>",
    });
    expect(edited.item).toMatchObject({ replaced: 1 });
    expect(edited.structured["changes"]).toMatchObject([{ field: "content" }]);
    expect((await shownOf(document_id))[0]).toEqual([
      "Document::Text",
      null,
      "<p>Port <strong>8443 &lt;is&gt;</strong> open.</p>",
    ]);
    const both = await house.call("itglue_edit_document_text", {
      document_id,
      find: "port",
      replace: "Port",
      expected_count: 1,
      republish: true,
    });
    expect(both.text).toContain("published with this change");
  });

  it("takes words as they are shown in Markdown", async () => {
    const document_id = await write("Open `x` on \\\\\\server\\share now");
    const shown = await house.call("itglue_get_document", { document_id });
    const copied = /on (\S+) now/.exec(shown.text)?.[1] ?? "";
    await house.call("itglue_edit_document_text", {
      document_id,
      find: copied,
      replace: "the share",
    });
    expect(JSON.stringify(await shownOf(document_id))).toContain("on the share now");
  });

  it("refuses a wrong count and changes nothing", async () => {
    const document_id = await write("one two\n\n# x\n\ntwo two");
    const before = await shownOf(document_id);
    const many = await house.fail(
      "itglue_edit_document_text",
      { document_id, find: "two", replace: "2" },
      "conflict",
    );
    expect(many.text).toContain("3 times");
    await house.fail(
      "itglue_edit_document_text",
      { document_id, find: "three", replace: "3" },
      "not_found",
    );
    await house.fail(
      "itglue_edit_document_text",
      { document_id, find: "", replace: "3" },
      "invalid_arguments",
    );
    expect(await shownOf(document_id)).toEqual(before);
    const all = await house.call("itglue_edit_document_text", {
      document_id,
      find: "two",
      replace: "2",
      expected_count: 3,
    });
    expect(all.item).toMatchObject({ replaced: 3 });
  });

  it("is undone as a whole when one section fails, and shows its plan in a dry run", async () => {
    const document_id = await write("two\n\n# x\n\ntwo\n\n# y\n\ntwo");
    const before = await shownOf(document_id);
    const given = { document_id, find: "two", replace: "2", expected_count: 3 };
    const at = `/documents/${String(document_id)}/relationships/sections`;
    const requests = await expectDryRun(house, "itglue_edit_document_text", given, at);
    expect(requests).toHaveLength(3);
    house.sandbox.fault({
      kind: "status",
      status: 422,
      match: { method: "PATCH", path: "sections/" },
      after: 2,
      times: 1,
    });
    await house.fail("itglue_edit_document_text", given, "invalid_arguments");
    expect(await shownOf(document_id)).toEqual(before);
  });
});
