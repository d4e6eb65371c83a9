import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { PIXEL } from "./examples.ts";
import { openHouse, type House } from "./house.ts";

const TICKET = 220_009;

let house: House;
let ids: ReadonlyMap<string, number>;
beforeAll(async () => {
  house = await openHouse();
  const { items } = await house.call("tickiti_list_responses", { ticket_number: TICKET });
  const files = items.flatMap(
    (row) => (row["attachments"] ?? []) as { id: unknown; name: string }[],
  );
  ids = new Map(files.map(({ id, name }) => [name, Number(id)]));
});
afterAll(() => house.close());

const idOf = (ending: string): number => {
  const found = [...ids].find(([name]) => name.endsWith(ending));
  if (found === undefined) throw new Error(`${ending}: ${[...ids.keys()].join(", ")}`);
  return found[1];
};
const get = async (
  ending: string,
  more = {},
): Promise<Awaited<ReturnType<House["vendor"]["call"]>>> =>
  house.vendor.call("get_attachment", {
    ticket_number: TICKET,
    response_attachment_id: idOf(ending),
    ...more,
  });

describe("an attachment", () => {
  it("is shown as what it is: a picture, text, or a resource with its address", async () => {
    const picture = await get(".png");
    expect(picture.content.map(({ type }) => type)).toEqual(["text", "image"]);
    expect(picture.text).toMatch(/image\/png, \d+ bytes, sha256 [0-9a-f]{64}/);
    const log = await get(".log");
    expect(log.content.every(({ type }) => type === "text")).toBe(true);
  });

  it("of a type that wants a look is handed out only after it", async () => {
    const first = await get(".zip");
    expect(first.structured).toMatchObject({ error: { code: "confirmation_required" } });
    expect(first.text).toContain("confirm true");
    const second = await get(".zip", { confirm: true });
    expect(second.isError, second.text).toBe(false);
    expect(second.content.map(({ type }) => type)).toEqual(["text", "resource"]);
  });

  it("that the vendor never hands out is told as such, whatever is confirmed", async () => {
    const blocked = await get(".exe", { confirm: true });
    expect(blocked.structured).toMatchObject({ error: { code: "unsupported" } });
    const large = await get(".mp4");
    expect(large.structured).toMatchObject({ error: { code: "too_large" } });
  });

  it("can be read by its address, and attached again by it", async () => {
    const uri = `tickiti://ticket/${String(TICKET)}/attachment/${String(idOf(".png"))}`;
    const read = await house.vendor.client.readResource({ uri });
    const [content] = read.contents as { blob?: string; mimeType?: string }[];
    expect(content?.mimeType).toBe("image/png");
    const sent = await house.call("tickiti_add_internal_note", {
      ticket_number: TICKET,
      from_email: "grace.holm@larkfield.example",
      content: "As before",
      attachments: [{ resource_uri: uri }],
    });
    expect(sent.isError).toBe(false);
    const body = house.bodies("tickets/respond").at(-1);
    expect(String(body?.["content"])).toContain(`data:image/png;base64,${content?.blob ?? ""}`);
  });

  it("is taken from one source, in a known type, of a bounded size", async () => {
    const note = {
      ticket_number: TICKET,
      from_email: "grace.holm@larkfield.example",
      content: "x",
    };
    const base64 = PIXEL.toString("base64");
    const wrong: readonly object[] = [
      {},
      { base64, upload_id: "u" },
      { base64: "not base64!" },
      { base64: Buffer.from("<svg/>").toString("base64") },
      { base64: Buffer.concat([PIXEL, Buffer.alloc(5_300_000)]).toString("base64") },
      { resource_uri: "file:///etc/passwd" },
      { resource_uri: "https://rogue.example/a.png" },
    ];
    const before = house.bodies("tickets/respond").length;
    for (const one of wrong) {
      const answer = await house.vendor.call("tickiti_add_internal_note", {
        ...note,
        attachments: [one],
      });
      expect(answer.isError, JSON.stringify(one).slice(0, 80)).toBe(true);
    }
    expect(house.bodies("tickets/respond")).toHaveLength(before);
  });
});

describe("resources and prompts", () => {
  it("give tickets, queues and perspectives as text, and nothing for odd addresses", async () => {
    const { client } = house.vendor;
    const text = async (uri: string): Promise<string> =>
      String(((await client.readResource({ uri })).contents as { text?: string }[])[0]?.text);
    expect(await text(`tickiti://ticket/${String(TICKET)}`)).toContain(
      "dana@orchard-dental.example",
    );
    expect(await text("tickiti://queues")).toContain("Inbox");
    expect(await text("tickiti://perspectives")).toContain("Unassigned");
    for (const uri of [
      "tickiti://ticket/0",
      "tickiti://ticket/999999",
      "tickiti://ticket/..%2f1",
      "tickiti://export/x",
      "tickiti://export/eyJfX3Byb3RvX18iOnsiYSI6MX19",
      "tickiti://nothing",
    ]) {
      await expect(client.readResource({ uri }), uri).rejects.toThrow();
    }
  });

  it("ask what they say", async () => {
    const { prompts } = await house.vendor.client.listPrompts();
    expect(prompts.map(({ name }) => name)).toEqual([
      "triage_queue",
      "draft_reply",
      "weekly_report",
    ]);
    const got = await house.vendor.client.getPrompt({
      name: "draft_reply",
      arguments: { ticket_number: "220009", intent: "ask for the log" },
    });
    expect(JSON.stringify(got.messages)).toContain("ask for the log");
  });
});
