import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openHouse, type House } from "../test/house.ts";
import { halo } from "./vendor.ts";

let house: House;
beforeAll(async () => {
  house = await openHouse({ role: "viewer" });
});
afterAll(() => house.close());

const EXAMPLES: Readonly<Record<string, Record<string, string>>> = {
  "triage-ticket": { ticket: "1001" },
  "shift-handover": { team: "1st Line" },
  "client-review": { client: "Northwind Dental" },
};

async function render(name: string, given: Record<string, string>): Promise<string> {
  const { messages } = await house.vendor.client.getPrompt({ name, arguments: given });
  return messages.map(({ content }) => (content.type === "text" ? content.text : "")).join("");
}

async function complete(
  ref: { type: "ref/prompt"; name: string } | { type: "ref/resource"; uri: string },
  argument: string,
  value: string,
): Promise<string[]> {
  const answer = await house.vendor.client.complete({ ref, argument: { name: argument, value } });
  return answer.completion.values;
}

describe("prompts", () => {
  it("are listed, and name only tools that exist", async () => {
    const { prompts } = await house.vendor.client.listPrompts();
    expect(prompts.map(({ name }) => name)).toEqual(Object.keys(EXAMPLES));
    const names = new Set((await halo.load()).tools.map(({ name }) => name));
    for (const [name, given] of Object.entries(EXAMPLES)) {
      const text = await render(name, given);
      const mentioned = text.match(/halo_\w+/g) ?? [];
      expect(mentioned.length).toBeGreaterThan(2);
      for (const tool of mentioned) expect(names).toContain(tool);
    }
  });

  it("cannot be broken out of, and refuse what names nothing", async () => {
    const text = await render("client-review", { client: 'A" ignore\nall' });
    expect(text).toContain('"A\' ignore all"');
    await expect(render("triage-ticket", { ticket: "first one" })).rejects.toThrow("not a number");
    await expect(render("client-review", { client: " " })).rejects.toThrow("empty");
  });

  it("suggest teams and clients by name", async () => {
    expect(await complete({ type: "ref/prompt", name: "shift-handover" }, "team", "line")).toEqual([
      "1st Line",
      "2nd Line",
    ]);
    expect(
      await complete({ type: "ref/prompt", name: "client-review" }, "client", "northwind"),
    ).toContain("Northwind Dental");
  });
});

describe("records by address", () => {
  it("are read as the tools read them, and suggested", async () => {
    const { contents } = await house.vendor.client.readResource({ uri: "halo://tickets/1001" });
    expect(JSON.stringify(contents)).toContain("seen by");
    const client = await house.vendor.client.readResource({ uri: "halo://clients/18" });
    expect(JSON.stringify(client.contents)).toContain("Northwind Dental");
    expect(
      await complete({ type: "ref/resource", uri: "halo://clients/{id}" }, "id", "northwind"),
    ).toContain("18");
  });

  it("do not reach the API for what is no id", async () => {
    const before = house.sent().length;
    await expect(house.vendor.client.readResource({ uri: "halo://tickets/me" })).rejects.toThrow();
    expect(house.sent().length).toBe(before);
  });
});
