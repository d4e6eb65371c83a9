// Where the vendor's document leaves a shape open, the sandbox has several: every tool works with all of them.
import { testVendor } from "@psa-mcp/core/testing";
import {
  startTickitiSandbox,
  TICKITI_PASSWORD,
  TICKITI_PROFILES,
  type TickitiProfileName,
  type TickitiSandbox,
} from "@psa-mcp/sandbox/tickiti";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { tickiti } from "../src/index.ts";
import { examples } from "./examples.ts";
import { variables } from "./house.ts";

const { tools } = await tickiti.load();
const supervision = new Set(
  tools.filter(({ toolset }) => toolset === "supervisor").map(({ name }) => name),
);

describe.each(Object.keys(TICKITI_PROFILES) as TickitiProfileName[])(
  "an installation like %s",
  (profile) => {
    let sandbox: TickitiSandbox;
    beforeAll(async () => {
      sandbox = await startTickitiSandbox({ profile });
    });
    afterAll(() => sandbox.close());

    it.each(Object.entries(examples))("answers %s", async (tool, example) => {
      sandbox.reset();
      const server = await testVendor(tickiti, {
        results: "both",
        toolsets: ["all"],
        abilities: ["uploads", "local-files", "local-export"],
        files: example.files ?? {},
        settings: {
          ...variables(sandbox),
          MCP_CONFIRM: "never",
          MCP_ALLOW_SECRETS: "1",
          TICKITI_SECRETS: `owner=${TICKITI_PASSWORD}\nsupport-smtp=an-smtp-password-0123`,
        },
      });
      const given =
        typeof example.given === "function" ? await example.given(server) : example.given;
      const answer = await server.call(tool, given);
      // The built-in system user is no superuser.
      if (TICKITI_PROFILES[profile].actsAs === "system" && supervision.has(tool)) {
        expect(answer.text).toContain("lacks the role superuser");
        await server.close();
        return;
      }
      expect(answer.isError, answer.text).toBe(false);
      expect(answer.text).toMatch(example.expect ?? /\S/);
      await server.close();
    });
  },
);
