import { COMPONENTS, ownerTest, type Component } from "../../components.ts";
import { number, object, type Fields, type Row, type Value } from "../../model.ts";
import { differences, initialFields, mistakesIn } from "../../records.ts";
import type { Context } from "../dispatch.ts";
import { CHANGES, need, ToolFailure, type Tool } from "../tool.ts";
import type { Schema } from "../validate.ts";
import { warningsOf } from "./read-integration.ts";

const records = (what: string): Schema => ({
  type: "array",
  items: { type: "object" },
  description: `${what} With id: update. Without: create.`,
});

export const writeIntegration: Tool = {
  name: "write_integration",
  title: "Write integration",
  description:
    "Creates or updates an integration and any of its parts. Nothing is written when one of the parts is wrong. Returns old and new values.",
  inputSchema: {
    type: "object",
    properties: {
      integration: { type: "string", description: "Path name of the integration." },
      create_if_missing: { type: "boolean", default: false },
      fields: { type: "object", description: "Fields of the integration itself." },
      servicerequests: records("Service requests."),
      fieldmappings: records("Field mappings; new ones need servicerequest_id."),
      validationrules: records("Validation rules."),
      masks: records("Masks."),
      valuemappingsets: records("Value mapping sets."),
      valuemappings: records("Value mappings; new ones need valuemappingset_id."),
    },
    required: ["integration"],
    additionalProperties: false,
  },
  annotations: CHANGES,
  run(context, given) {
    const { state } = context;
    const name = String(given["integration"]);
    const table = state.store.table("integrations");
    const [existing] = table.by("path_name", name);
    if (existing !== undefined) need(context, existing, "write");
    else if (given["create_if_missing"] !== true) {
      throw new ToolFailure(
        `Integration '${name}' was not found. Set create_if_missing to create it.`,
      );
    } else if (!/^[A-Za-z0-9][\w-]{0,99}$/.test(name)) {
      throw new ToolFailure(`'${name}' is not a path name: letters, digits, - and _ only.`);
    }
    const fields = object(given["fields"]) as Fields;
    const plans = COMPONENTS.flatMap((component) =>
      ((given[component.table] ?? []) as readonly unknown[]).map((item, index) =>
        planFor(context, existing, component, object(item), `${component.table}[${index}]`),
      ),
    );
    const mistakes = [
      ...mistakesIn("integrations", fields).map((mistake) => `fields.${mistake}`),
      ...plans.flatMap((plan) => plan.mistakes),
      ...nameMistake(context, existing, fields["path_name"]),
    ];
    if (mistakes.length > 0) throw new ToolFailure(`Nothing was written. ${mistakes.join("; ")}`);
    const integration = existing ?? create(context, name);
    const written = plans.map((plan) => carryOut(context, integration, plan));
    const now = state.clock.tick().toISOString();
    const changed = differences(integration, fields);
    const saved = { ...fields, last_saved: now, last_saved_by: context.principal.username };
    const updated = table.update(integration.id, saved);
    return {
      success: true,
      integration: { id: updated.id, path_name: updated["path_name"] },
      created_integration: existing === undefined,
      integration_changes: changed,
      created: grouped(written.filter(({ isNew }) => isNew)),
      updated: grouped(written.filter(({ isNew }) => !isNew)),
      warnings: warningsOf(state, updated),
    };
  },
};

/** What is to be done with one part. */
interface Plan {
  component: Component;
  old: Row | undefined;
  changes: Fields;
  mistakes: string[];
}

/** Names of parents as callers write them, with the column behind each. */
const PARENTS: Readonly<Record<string, string>> = {
  servicerequest_id: "servicerequest",
  valuemappingset_id: "valuemappingset",
  parent_servicerequest_id: "parent_servicerequest",
};

function planFor(
  { state }: Context,
  integration: Row | undefined,
  component: Component,
  item: Readonly<Record<string, unknown>>,
  place: string,
): Plan {
  const { id, ...rest } = item;
  const changes = Object.fromEntries(
    Object.entries(rest).map(([name, value]) => [PARENTS[name] ?? name, value]),
  ) as Fields;
  const mistakes = mistakesIn(component.table, changes);
  const old = typeof id === "number" ? state.store.table(component.table).get(id) : undefined;
  const isMine = integration === undefined ? () => false : ownerTest(state, integration, component);
  if (id !== undefined && (old === undefined || !isMine(old))) {
    mistakes.push(`id: ${component.type} ${String(id)} does not belong to this integration`);
  }
  const { parent } = component;
  if (parent !== "integration") {
    const parentId = number(changes, parent);
    const row = state.store.table(`${parent}s`).get(parentId);
    const isGood = integration !== undefined && row?.["integration"] === integration.id;
    if (id === undefined && parentId === undefined) mistakes.push(`${parent}_id: is required`);
    else if (parentId !== undefined && !isGood) {
      mistakes.push(`${parent}_id: ${parent} ${parentId} does not belong to this integration`);
    }
  } else if (changes["integration"] !== undefined) {
    mistakes.push("integration: a part cannot be moved to another integration");
  }
  return { component, old, changes, mistakes: mistakes.map((text) => `${place}.${text}`) };
}

function nameMistake({ state }: Context, existing: Row | undefined, wanted: Value): string[] {
  if (wanted === undefined || wanted === existing?.["path_name"]) return [];
  const isTaken = state.store.table("integrations").by("path_name", wanted).length > 0;
  return isTaken ? ["fields.path_name: there is an integration of this name already"] : [];
}

/** A new integration; who makes it may do everything with it. */
function create({ state, principal }: Context, pathName: string): Row {
  const { store } = state;
  const fields = initialFields("integrations", { path_name: pathName });
  const integration = store.table("integrations").insert(fields);
  const all = { read: true, write: true, execute: true, debug: true };
  store.table("permissions").insert({
    ...initialFields("permissions", { integration: integration.id, user: principal.userId }),
    ...all,
  });
  const config = initialFields("integrationconfigs", { integration: integration.id });
  store.table("integrationconfigs").insert(config);
  return integration;
}

interface Written {
  component: Component;
  isNew: boolean;
  shown: Value;
}

function carryOut({ state }: Context, integration: Row, plan: Plan): Written {
  const { component, old, changes } = plan;
  const table = state.store.table(component.table);
  if (old !== undefined) {
    const changed = differences(old, changes);
    table.update(old.id, changes);
    return { component, isNew: false, shown: { id: old.id, changes: changed } };
  }
  const owner = component.parent === "integration" ? { integration: integration.id } : {};
  const row = table.insert(initialFields(component.table, { ...changes, ...owner }));
  return { component, isNew: true, shown: row };
}

function grouped(written: readonly Written[]): Record<string, Value> {
  const groups = Object.groupBy(written, ({ component }) => component.table);
  return Object.fromEntries(
    Object.entries(groups).map(([table, list = []]) => [table, list.map(({ shown }) => shown)]),
  );
}
