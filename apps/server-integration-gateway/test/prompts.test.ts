// Every prompt of the vendor's guide, as the calls that an assistant makes of it, over both transports.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openWorld, type Answer, type Caller, type World } from "./support/world.ts";

type Row = Record<string, unknown>;
const rows = (value: unknown): readonly Row[] => value as readonly Row[];

describe.each(["stdio", "http"] as const)(
  "the prompts of the vendor's guide over %s",
  (transport) => {
    let world: World;
    let caller: Caller;

    beforeAll(async () => {
      world = await openWorld();
      const { clientId, clientSecret } = world.sandbox.clients.service;
      const env = world.variables({
        IG_TOKEN: world.sandbox.tokenFor("superuser"),
        IG_ALLOW: "write,execute,admin",
        IG_SERVICE_CLIENT_ID: clientId,
        IG_SERVICE_CLIENT_SECRET: clientSecret,
      });
      if (transport === "stdio") {
        // Here the person confirms through the client; over HTTP with the token of the first answer.
        caller = await world.stdio(env, {
          onElicit: () => ({ action: "accept", content: { confirm: true } }),
        });
      } else {
        const server = await world.http({ ...env, MCP_ALLOW_UNAUTHENTICATED: "1" });
        caller = await server.connect();
      }
    }, 60_000);
    afterAll(() => world.close());

    /** Calls a tool; one that asks first is confirmed in the way that this client has. */
    async function call(tool: string, given: Row = {}): Promise<Answer> {
      const answer = await caller.call(tool, given);
      const confirm = /with confirm "([^"]+)"/.exec(answer.text)?.[1];
      return confirm === undefined ? answer : caller.call(tool, { ...given, confirm });
    }
    async function good(tool: string, given: Row = {}): Promise<Row> {
      const answer = await call(tool, given);
      expect(answer.isError, answer.text).toBe(false);
      return answer.data;
    }

    it("structure of X", async () => {
      const read = await good("read_integration", { integration: "core-account-opening" });
      expect(rows(read["servicerequests"]).map((request) => request["service_name"])).toEqual([
        "Identity Verification",
        "CreateCustomer",
        "CreateAccount",
      ]);
    });

    it.each(["diagnose_last_failure", "integration_overview"])(
      "%s of an integration that is not there says so",
      async (tool) => {
        const answer = await call(tool, { integration: "no-such-integration" });
        expect(answer.isError).toBe(true);
        expect(answer.text).toContain("[not_found");
        expect(answer.text).toContain("list_integrations");
      },
    );

    it("list all integrations, with what the account may do", async () => {
      const { integrations } = await good("list_integrations");
      const names = rows(integrations).map((entry) => entry["path_name"]);
      expect(names).toContain("loan-boarding");
      expect(rows(integrations)[0]?.["permissions"]).toEqual({
        read: true,
        write: true,
        execute: true,
        debug: true,
      });
    });

    it("search a pattern in the code of X", async () => {
      const found = await good("search_integration", {
        integration: "core-account-opening",
        pattern: "map_value",
      });
      expect(JSON.stringify(found["matches"])).toContain("Product Codes");
      const wrong = await call("search_integration", {
        integration: "core-account-opening",
        pattern: "(",
      });
      expect(wrong.isError).toBe(true);
    });

    it("run history of X", async () => {
      const { results } = await good("search_run_histories", {
        integration: "core-account-opening",
      });
      const run = await good("get_run_history", { run_history_id: rows(results)[0]?.["id"] });
      expect(rows(run["items"]).map((entry) => entry["type"])).toEqual(
        expect.arrayContaining(["INPUT", "REQUEST", "OUTPUT"]),
      );
    });

    it("create an integration, add a service request, delete both", async () => {
      const made = await good("write_integration", {
        integration: "psa-check",
        create_if_missing: true,
        fields: { description: "Made by a check" },
      });
      expect(made["created_integration"]).toBe(true);
      const { integrations } = await good("list_integrations");
      const own = rows(integrations).find((entry) => entry["path_name"] === "psa-check");
      expect(own?.["permissions"]).toEqual({ read: true, write: true, execute: true, debug: true });

      const added = await good("write_integration", {
        integration: "psa-check",
        servicerequests: [{ sequence: 10, system: "ECHO", service_name: "N/A" }],
      });
      const [request] = rows((added["created"] as Row)["servicerequests"]);
      expect(request?.["id"]).toBeTypeOf("number");
      const gone = await good("delete_integration_component", {
        integration: "psa-check",
        component_type: "servicerequest",
        component_id: request?.["id"],
      });
      expect(gone["success"]).toBe(true);
      await good("delete_integration_component", {
        integration: "psa-check",
        component_type: "integration",
      });
      const after = await good("list_integrations");
      expect(rows(after["integrations"]).map((entry) => entry["path_name"])).not.toContain(
        "psa-check",
      );
    });

    it("update a field mapping, with the old value and the new one", async () => {
      const read = await good("read_integration", { integration: "loan-boarding" });
      const [mapping] = rows(read["fieldmappings"]);
      const updated = await good("write_integration", {
        integration: "loan-boarding",
        fieldmappings: [{ id: mapping?.["id"], notes: "Looked at" }],
      });
      expect(rows((updated["updated"] as Row)["fieldmappings"])[0]).toMatchObject({
        id: mapping?.["id"],
        changes: { notes: { old: mapping?.["notes"], new: "Looked at" } },
      });
    });

    it("execute with a payload, through MCP and over HTTP", async () => {
      const run = await good("execute_integration", {
        integration: "echo",
        payload: { colour: "green" },
      });
      expect(run).toMatchObject({ success: true, output: { payload: { colour: "green" } } });
      expect(run["run_history_id"]).toBeTypeOf("number");

      const answer = await call("run_integration", {
        path_name: "core-account-opening",
        payload: {
          customer: { firstName: "Ola", lastName: "Berg", taxId: "000000000" },
          account: { product: "chk", openingDeposit: 100 },
        },
      });
      expect(answer.isError, answer.text).toBe(false);
      expect(answer.text).toContain("201");
    });

    it("details of a run, cut here and searched there where it is too long", async () => {
      const { results } = await good("search_run_histories", { label: "loans:6000" });
      const id = rows(results)[0]?.["id"];
      const cut = await call("get_run_history", { run_history_id: id });
      expect(cut.text.length).toBeLessThan(120_000);
      expect(cut.text).toContain("get_run_history_item with search");
      const cursor = /cursor "([^"]+)"/.exec(cut.text)?.[1];
      const more = await call("get_run_history", { run_history_id: id, cursor });
      expect(more.isError).toBe(false);
      expect(more.text).not.toBe(cut.text);
      expect(more.text).toContain("Cut here");

      const item = /"id":(\d+),"sequence":0/.exec(cut.text)?.[1];
      const found = await good("get_run_history_item", {
        run_history_id: id,
        item_id: Number(item),
        search: "loan",
        limit: 2,
      });
      expect(JSON.stringify(found).length).toBeLessThan(20_000);
    });

    it("failed runs", async () => {
      const { results, total } = await good("search_run_histories", {
        status: "failure",
        limit: 5,
      });
      expect(total).toBeGreaterThan(5);
      expect(new Set(rows(results).map((run) => run["status"]))).toEqual(new Set(["failure"]));
    });

    it("list adapters, and mapping templates for a service", async () => {
      const { adapters } = await good("query_buildhelper", { operation: "list_adapters" });
      expect(rows(adapters).map((adapter) => adapter["system"])).toContain("MOCKCORE");
      const templates = await good("query_buildhelper", {
        operation: "get_field_mappings",
        system: "MOCKCORE",
        service: "CreateAccount",
      });
      expect(JSON.stringify(templates)).toContain("productCode");
    });

    it("create a frontend without inline script", async () => {
      const made = await good("frontend_operations", { operation: "create", name: "psa-page" });
      expect(made["files"]).toEqual(["index.html", "css/style.css", "js/app.js"]);
      const read = await good("frontend_operations", {
        operation: "read",
        name: "psa-page",
        path: "index.html",
      });
      expect(JSON.stringify(read)).not.toMatch(/<script>|onclick=/);
      await good("frontend_operations", { operation: "delete", name: "psa-page" });
    });

    it("admin models: what is blocked, what is masked, at most 200 rows", async () => {
      const { models } = await good("django_admin", { operation: "list_models" });
      expect(JSON.stringify(models)).not.toContain("GlobalConfig");
      const blocked = await call("django_admin", { operation: "list", model: "GlobalConfig" });
      expect(blocked.isError).toBe(true);
      expect(blocked.text).toContain("blocked");
      const many = await call("django_admin", {
        operation: "list",
        model: "django_glyue_app.RunHistory",
        limit: 201,
      });
      expect(many.isError || /"id":/.test(many.text)).toBe(true);
      const configs = await call("custom_adapter_config", { operation: "list" });
      expect(configs.text).toContain("********");
      expect(configs.text).not.toMatch(/"password":"[^*"]+"/);
    });

    it("register a tool, which appears without a restart, runs, and counts as executing", async () => {
      const before = caller.changes.length;
      const run = await good("execute_integration", {
        integration: "branch-directory",
        payload: { branch: "0001" },
        tool_definition: {
          name: "branch_hours",
          description: "Opening hours of a branch",
          input_schema: { type: "object", properties: { branch: { type: "string" } } },
        },
      });
      expect(run["tool_registered"]).toBe(true);
      await expect.poll(() => caller.tools(), { timeout: 10_000 }).toContain("branch_hours");
      expect(caller.changes.slice(before)).toContain("tools");
      const { tools } = await caller.client.listTools();
      const own = tools.find(({ name }) => name === "branch_hours");
      expect(own?.inputSchema).toEqual({
        type: "object",
        properties: { branch: { type: "string" } },
      });
      expect((await good("branch_hours", { branch: "0001" }))["success"]).toBe(true);
    });
  },
);
