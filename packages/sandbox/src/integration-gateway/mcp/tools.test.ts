import { beforeEach, describe, expect, it } from "vitest";
import { harness } from "../api.fixture.ts";
import type { UserName } from "../index.ts";
import { WireClient } from "./client.fixture.ts";

const { sandbox, switch: set } = harness();

let client: WireClient;
let builder: WireClient;
let superuser: WireClient;
beforeEach(async () => {
  [client, builder, superuser] = await Promise.all(
    (["staff", "builder", "superuser"] satisfies UserName[]).map((user) =>
      WireClient.open(sandbox(), user),
    ) as [Promise<WireClient>, Promise<WireClient>, Promise<WireClient>],
  );
});

const customer = { firstName: "Iris", lastName: "Vale", taxId: "900112233" };

describe("read_integration", () => {
  it("gives the whole structure, or the parts that are asked for", async () => {
    const whole = await client.value("read_integration", { integration: "core-account-opening" });
    expect(whole.integration.tags).toEqual(["deposits", "core"]);
    expect(whole.servicerequests.map((row: { service_name: string }) => row.service_name)).toEqual([
      "Identity Verification",
      "CreateCustomer",
      "CreateAccount",
    ]);
    expect(whole.fieldmappings).toHaveLength(9);
    expect(whole.valuemappings.length).toBeGreaterThan(4);
    const { id } = whole.integration;
    const part = await client.value("read_integration", { integration: id, components: ["mask"] });
    expect(Object.keys(part)).toEqual(["integration", "masks", "warnings"]);
    expect(part.integration).toEqual({ id, path_name: "core-account-opening" });
  });

  it("warns of what will not work", async () => {
    const { warnings } = await client.value("read_integration", { integration: "no-config" });
    expect(warnings[0]).toContain("no integration config");
  });

  it("names the missing permission, and what is unknown", async () => {
    const closed = { integration: "ofac-screening" };
    expect(await client.failure("read_integration", closed)).toContain("'read' permission");
    expect(await superuser.value("read_integration", closed)).toHaveProperty("masks");
    expect(await client.failure("read_integration", { integration: "none" })).toContain("none");
  });
});

describe("list_integrations", () => {
  it("shows permissions of users and groups", async () => {
    const of = async (who: WireClient, name: string): Promise<object> => {
      const { integrations } = await who.value("list_integrations");
      return integrations.find((row: { path_name: string }) => row.path_name === name).permissions;
    };
    const none = { read: false, write: false, execute: false, debug: false };
    expect(await of(client, "ofac-screening")).toEqual(none);
    expect(await of(client, "payment-reversal")).toEqual({ ...none, read: true });
    expect(await of(builder, "loan-boarding")).toEqual({
      read: true,
      write: true,
      execute: true,
      debug: false,
    });
    expect(await of(superuser, "ofac-screening")).toMatchObject({ debug: true });
  });

  it("can leave out inactive ones", async () => {
    const all = await client.value("list_integrations");
    const active = await client.value("list_integrations", { active_only: true });
    expect(all.total - active.total).toBe(1);
  });
});

describe("search_integration", () => {
  it("finds lines of code with their surroundings", async () => {
    const given = { integration: "core-account-opening", pattern: "PRODUCT" };
    expect((await client.value("search_integration", given)).total).toBe(0);
    const { total, matches } = await client.value("search_integration", {
      ...given,
      case_sensitive: false,
      context_lines: 0,
    });
    expect(total).toBeGreaterThan(2);
    expect(matches.fieldmapping[0]).toMatchObject({ field: "value", line: 1 });
    expect(matches.integration[0].context).not.toContain("\n");
  });

  it("explains a pattern that does not compile", async () => {
    const given = { integration: "echo", pattern: "(" };
    expect(await client.failure("search_integration", given)).toContain("regular expression");
  });
});

describe("write_integration", () => {
  it("creates an integration whose maker may do everything", async () => {
    const missing = { integration: "card-limits" };
    expect(await builder.failure("write_integration", missing)).toContain("create_if_missing");
    const made = await builder.value("write_integration", {
      ...missing,
      create_if_missing: true,
      fields: { description: "Card limits", on_success_hook: 'output["payload"] = {"limit": 500}' },
    });
    expect(made).toMatchObject({ success: true, created_integration: true });
    const { integrations } = await builder.value("list_integrations");
    expect(integrations.at(-1)).toMatchObject({
      path_name: "card-limits",
      permissions: { read: true, write: true, execute: true, debug: true },
    });
    const { output } = await builder.value("execute_integration", missing);
    expect(output.payload).toEqual({ limit: 500 });
  });

  it("adds service requests and mappings, and reports old and new values", async () => {
    const integration = "flood-zone-check";
    const added = await client.value("write_integration", {
      integration,
      servicerequests: [{ system: "ECHO", service_name: "N/A", sequence: 20 }],
    });
    const { id } = added.created.servicerequests[0];
    await client.value("write_integration", {
      integration,
      fieldmappings: [{ servicerequest_id: id, field: "zone", value: '"AE"' }],
    });
    const before = await client.value("read_integration", { integration });
    const mapping = before.fieldmappings.find((row: { field: string }) => row.field === "zone");
    const updated = await client.value("write_integration", {
      integration,
      fieldmappings: [{ id: mapping.id, value: '"X"', field: "zone" }],
    });
    expect(updated.updated.fieldmappings).toEqual([
      { id: mapping.id, changes: { value: { old: '"AE"', new: '"X"' } } },
    ]);
    const run = await client.value("execute_integration", {
      integration,
      payload: { street: "12 Mill Lane", postalCode: "01001" },
    });
    expect(run.output.payload).toEqual({ zone: "X" });
    const after = await client.value("read_integration", { integration });
    expect(after.integration.last_saved > before.integration.last_saved).toBe(true);
    expect(after.integration.last_saved_by).toBe("bmarsh");
  });

  it("writes all or nothing, and says what is wrong", async () => {
    const integration = "echo";
    const other = await client.value("read_integration", { integration: "loan-boarding" });
    const failure = await client.failure("write_integration", {
      integration,
      fields: { description: "changed", active: "yes", colour: "red" },
      servicerequests: [{ system: "ECHO", service_name: "N/A" }],
      fieldmappings: [{ field: "x" }, { id: other.fieldmappings[0].id, value: "1" }],
    });
    for (const word of ["active", "colour", "servicerequest_id", "does not belong"]) {
      expect(failure).toContain(word);
    }
    const after = await client.value("read_integration", { integration });
    expect(after.integration.description).toBe("Answers with what it got.");
    expect(after.servicerequests).toEqual([]);
  });

  it("needs the permission to write", async () => {
    const given = { integration: "payment-reversal", fields: { description: "x" } };
    expect(await client.failure("write_integration", given)).toContain("'write' permission");
  });
});

describe("execute_integration", () => {
  const opening = (product: string, openingDeposit = 250): object => ({
    integration: "core-account-opening",
    payload: { customer, account: { product, openingDeposit } },
  });

  it("runs requests, mappings and hooks, and keeps the history with masked fields", async () => {
    const first = await client.value("execute_integration", opening("chk"));
    expect(first).toMatchObject({ success: true, output: { status: 201 } });
    expect(first.output.payload.accountNumber).toMatch(/^4\d{9}$/);
    const second = await client.value("execute_integration", opening("chk"));
    expect(second.output).toEqual(first.output);
    const history = await client.value("get_run_history", { run_history_id: first.run_history_id });
    expect(history.labels).toEqual(["product:CHK"]);
    expect(history.items.map(({ type }: { type: string }) => type)).toEqual([
      "INPUT",
      "REQUEST",
      "REQUEST",
      "REQUEST",
      "OUTPUT",
    ]);
    expect(JSON.stringify(history)).not.toContain(customer.taxId);
    expect(JSON.stringify(history)).toContain("XXXXXXXXX");
  });

  it("says why a run failed", async () => {
    const invalid = await client.value("execute_integration", opening("chk", 1));
    expect(invalid).toMatchObject({ success: false, output: { status: 400 } });
    expect(invalid.messages[0]).toContain("openingDeposit");
    const refused = await client.value("execute_integration", opening("unknown"));
    expect(refused.messages[0]).toContain("CORE-1107");
    const raised = await client.value("execute_integration", { integration: "always-fails" });
    expect(raised.messages).toEqual(["RuntimeError: told to fail"]);
    const bare = await client.value("execute_integration", { integration: "no-config" });
    expect(bare).toMatchObject({ success: false, run_history_id: null });
    const missing = await client.value("execute_integration", {
      integration: "slow-report",
      payload: {},
    });
    expect(missing.messages).toEqual(["KeyError: 'seconds'"]);
  });

  it("calls a system for each item, with the hooks around a request", async () => {
    const integration = "batch-check";
    const made = await client.value("write_integration", {
      integration,
      create_if_missing: true,
      fields: { on_success_hook: 'output["payload"] = {"calls": len(checks), "last": seen}' },
    });
    expect(made.created_integration).toBe(true);
    const { created } = await client.value("write_integration", {
      integration,
      servicerequests: [
        {
          system: "MOCKCORE",
          service_name: "CreateAccount",
          formula_variable: "checks",
          call_for_each: "input.payload.items",
          abort_after_execute_request_failure: false,
          before_execute_request_hook: "seen = sritem.product",
          after_execute_request_failure_hook: 'add_run_label("refused:" + str(sridx))',
        },
      ],
    });
    await client.value("write_integration", {
      integration,
      fieldmappings: [
        {
          servicerequest_id: created.servicerequests[0].id,
          field: "productCode",
          value: "sritem.code",
        },
      ],
    });
    const items = [
      { product: "CHK", code: "010" },
      { product: "ODD", code: null },
    ];
    const run = await client.value("execute_integration", { integration, payload: { items } });
    expect(run.output.payload).toEqual({ calls: 2, last: "ODD" });
    const { run_history_id } = run;
    const { labels } = await client.value("get_run_history", { run_history_id });
    expect(labels).toEqual(["refused:1"]);
  });

  it("calls other integrations", async () => {
    const { output } = await client.value("execute_integration", {
      integration: "onboarding-orchestrator",
      payload: {
        address: { street: "12 Mill Lane", postalCode: "01001" },
        opening: { customer, account: { product: "sav", openingDeposit: 90 } },
      },
    });
    expect(output.payload.address.street).toBe("12 MILL LANE");
    expect(output.payload.account).toMatch(/^4\d{9}$/);
  });

  it("keeps no history where storage is off", async () => {
    const { run_history_id } = await client.value("execute_integration", {
      integration: "no-history",
    });
    expect(run_history_id).toBeNull();
  });

  it("needs the permission, and an active integration", async () => {
    const given = { integration: "payment-reversal" };
    expect(await client.failure("execute_integration", given)).toContain("'execute' permission");
    const inactive = { integration: "legacy-card-activation" };
    expect(await client.failure("execute_integration", inactive)).toContain("not active");
  });

  it("registers a tool that runs the integration with its arguments", async () => {
    const tool_definition = {
      name: "check_flood_zone",
      description: "Finds the flood zone of an address.",
      input_schema: {
        type: "object",
        properties: { street: { type: "string" }, postalCode: { type: "string" } },
        required: ["street", "postalCode"],
      },
    };
    const payload = { street: "12 Mill Lane", postalCode: "01001" };
    const given = { integration: "flood-zone-check", payload, tool_definition };
    expect((await client.value("execute_integration", given)).tool_registered).toBe(true);
    const { tools } = (await client.request("tools/list")).body.result;
    expect(tools.at(-1)).toMatchObject({
      name: "check_flood_zone",
      inputSchema: tool_definition.input_schema,
    });
    const run = await client.value("check_flood_zone", payload);
    expect(run.output.payload).toHaveProperty("zone");
    expect(await client.failure("check_flood_zone", { street: "x" })).toContain("postalCode");
    expect((await client.value("execute_integration", given)).tool_registered).toBe(false);
    const taken = { ...given, integration: "echo" };
    expect(await client.failure("execute_integration", taken)).toContain("already");
  });

  it("needs the scope to write where there are scopes", async () => {
    const { body } = await client.request("tools/call", { name: "list_integrations" });
    expect(body.result.isError).toBe(false);
    await set({ scopes: "read-write" });
    expect((await client.value("execute_integration", { integration: "echo" })).success).toBe(true);
  });
});

describe("delete_integration_component", () => {
  it("deletes a part with what hangs on it", async () => {
    const integration = "core-account-opening";
    const { servicerequests } = await client.value("read_integration", { integration });
    const deleted = await client.value("delete_integration_component", {
      integration,
      component_type: "servicerequest",
      component_id: servicerequests[0].id,
    });
    expect(deleted).toMatchObject({ success: true, deleted_below: 3 });
    const after = await client.value("read_integration", { integration });
    expect(after.servicerequests).toHaveLength(2);
    expect(after.fieldmappings).toHaveLength(6);
  });

  it("deletes a whole integration", async () => {
    const given = { integration: "loan-boarding" };
    const { deleted_below } = await client.value("delete_integration_component", {
      ...given,
      component_type: "integration",
    });
    expect(deleted_below.fieldmappings).toBeGreaterThan(40);
    expect(await client.failure("read_integration", given)).toContain("loan-boarding");
  });

  it("refuses parts of others, and a part without its id", async () => {
    const given = { integration: "echo", component_type: "servicerequest" };
    expect(await client.failure("delete_integration_component", given)).toContain("component_id");
    const foreign = { ...given, component_id: 1001 };
    expect(await client.failure("delete_integration_component", foreign)).toContain("not belong");
  });
});

describe("query_buildhelper", () => {
  it("leads from systems to templates of field mappings", async () => {
    const { adapters } = await client.value("query_buildhelper", { operation: "list_adapters" });
    expect(adapters.map((row: { system: string }) => row.system)).toContain("MOCKCORE");
    const { services } = await client.value("query_buildhelper", {
      operation: "list_services",
      system: "MOCKCORE",
    });
    expect(services[0]).toMatchObject({
      name: "CreateCustomer",
      mapping_sets: ["Person", "Business"],
    });
    const { mapping_sets } = await client.value("query_buildhelper", {
      operation: "get_field_mappings",
      system: "MOCKCORE",
      service: "CreateCustomer",
      mapping_set: "Business",
    });
    expect(mapping_sets[0].fieldmappings).toContainEqual({
      field: "ein",
      value_type: "str",
      value: "",
    });
    const unknown = { operation: "list_services", system: "NONE" };
    expect(await client.failure("query_buildhelper", unknown)).toContain("MOCKCORE");
  });
});

describe("frontend_operations", () => {
  it("creates, writes, reads and deletes without inline scripts", async () => {
    const given = { name: "rate-lookup" };
    const made = await client.value("frontend_operations", { operation: "create", ...given });
    expect(made.files).toEqual(["index.html", "css/style.css", "js/app.js"]);
    const index = { ...given, path: "index.html" };
    const { content } = await client.value("frontend_operations", { operation: "read", ...index });
    expect(content).not.toMatch(/<script>/);
    const { warnings } = await client.value("frontend_operations", {
      operation: "write",
      ...index,
      content: "<script>alert(1)</script>",
    });
    expect(warnings).toHaveLength(1);
    const outside = { operation: "write", ...given, path: "../x", content: "" };
    expect(await client.failure("frontend_operations", outside)).toContain("path");
    await client.value("frontend_operations", { operation: "delete", ...given });
    const { frontends } = await client.value("frontend_operations", { operation: "list" });
    expect(frontends).toHaveLength(1);
  });
});

describe("django_admin", () => {
  it("lists at most 200 records, without files, with encrypted values masked", async () => {
    const runs = await client.value("django_admin", {
      operation: "list",
      model: "RunHistory",
      limit: 200,
    });
    expect(runs.total).toBeGreaterThan(200);
    expect(runs).toMatchObject({ count: 200, truncated: true });
    const over = { operation: "list", model: "RunHistory", limit: 201 };
    expect(await client.failure("django_admin", over)).toContain("maximum");
    const files = await client.value("django_admin", { operation: "list", model: "GlyueFile" });
    expect(Object.keys(files.instances[0])).not.toContain("file");
    const configs = await client.value("django_admin", {
      operation: "list",
      model: "django_glyue_app.AdapterConfig",
      filters: { adapter: "HTTP", name__icontains: "credit" },
    });
    expect(configs.instances).toMatchObject([{ id: 501, password: "********" }]);
  });

  it("blocks models and hides secrets from filters", async () => {
    const model = "GlobalConfig";
    expect(await superuser.failure("django_admin", { operation: "list", model })).toContain(
      "blocked",
    );
    const filters = { password__startswith: "sandbox" };
    const probe = { operation: "list", model: "AdapterConfig", filters };
    expect(await superuser.failure("django_admin", probe)).toContain("no field");
    const { fields } = await client.value("django_admin", {
      operation: "describe",
      model: "GlyueFile",
    });
    expect(fields.map((field: { name: string }) => field.name)).not.toContain("file");
  });

  it("lets superusers change records", async () => {
    const data = { name: "urgent", colour: "red" };
    const create = { operation: "create", model: "Tag", data };
    expect(await client.failure("django_admin", create)).toContain("superusers");
    const { instance } = await superuser.value("django_admin", create);
    const { changes } = await superuser.value("django_admin", {
      operation: "update",
      model: "Tag",
      id: instance.id,
      data: { colour: "amber" },
    });
    expect(changes).toEqual({ colour: { old: "red", new: "amber" } });
    const secret = await superuser.value("django_admin", {
      operation: "update",
      model: "VaultSecret",
      id: 621,
      data: { value: "new secret" },
    });
    expect(JSON.stringify(secret)).not.toContain("new secret");
    const one = { model: "Tag", id: instance.id };
    await superuser.value("django_admin", { operation: "delete", ...one });
    expect(await superuser.failure("django_admin", { operation: "get", ...one })).toContain(
      "not found",
    );
  });
});

describe("custom adapters", () => {
  it("have code that superusers write", async () => {
    const { adapters } = await client.value("custom_adapter_code", { operation: "list" });
    expect(adapters[0].name).toBe("LeadLedger");
    const { code } = await client.value("custom_adapter_code", {
      operation: "read",
      adapter: "LeadLedger",
    });
    const write = { operation: "write", adapter: "Copy", code };
    expect(await client.failure("custom_adapter_code", write)).toContain("superusers");
    expect((await superuser.value("custom_adapter_code", write)).created).toBe(true);
    const broken = await client.value("custom_adapter_code", {
      operation: "validate",
      code: "class Broken(CustomAdapter:\n    pass",
    });
    expect(broken).toMatchObject({ valid: false });
    await superuser.value("custom_adapter_code", { operation: "delete", adapter: "Copy" });
  });

  it("have configurations with masked passwords", async () => {
    const made = await client.value("custom_adapter_config", {
      operation: "create",
      adapter: "LeadLedger",
      config: { name: "Second", host: "second.example", password: "sandbox-second" },
    });
    expect(made.config.password).toBe("********");
    const { id } = made.config;
    const { total } = await client.value("custom_adapter_config", {
      operation: "list",
      adapter: "LeadLedger",
    });
    expect(total).toBe(2);
    const wrong = { operation: "update", id, config: { port: "high" } };
    expect(await client.failure("custom_adapter_config", wrong)).toContain("port");
    const gone = { operation: "delete", id };
    expect(await client.failure("custom_adapter_config", gone)).toContain("superusers");
    expect((await superuser.value("custom_adapter_config", gone)).deleted).toBe(id);
  });
});
