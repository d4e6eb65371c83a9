import { ADAPTERS, type AdapterEntry, type ServiceEntry } from "../../seed/buildhelper.ts";
import type { Value } from "../../model.ts";
import { LOOKS, ToolFailure, type Tool } from "../tool.ts";

export const queryBuildhelper: Tool = {
  name: "query_buildhelper",
  title: "Query buildhelper",
  description:
    "Looks into the catalogue of adapters: the systems, the services of a system, and templates of field mappings for a service.",
  inputSchema: {
    type: "object",
    properties: {
      operation: { type: "string", enum: ["list_adapters", "list_services", "get_field_mappings"] },
      system: { type: "string" },
      service: { type: "string" },
      mapping_set: { type: "string" },
    },
    required: ["operation"],
    additionalProperties: false,
  },
  annotations: LOOKS,
  run(_, given) {
    if (given["operation"] === "list_adapters") {
      const adapters = ADAPTERS.map(({ system, title, services }) => ({
        system,
        title,
        services: services.length,
      }));
      return { total: adapters.length, adapters };
    }
    const adapter = adapterNamed(given["system"]);
    if (given["operation"] === "list_services") {
      const services = adapter.services.map(({ name, description, mappingSets }) => ({
        name,
        description,
        mapping_sets: Object.keys(mappingSets),
      }));
      return { system: adapter.system, total: services.length, services };
    }
    return fieldMappings(adapter, given);
  },
};

function fieldMappings(adapter: AdapterEntry, given: Readonly<Record<string, unknown>>): Value {
  const service = serviceNamed(adapter, given["service"]);
  const wanted = given["mapping_set"];
  const sets = Object.entries(service.mappingSets).filter(
    ([name]) => wanted === undefined || name === wanted,
  );
  if (sets.length === 0) {
    throw new ToolFailure(
      `Mapping set '${String(wanted)}' was not found. Known: ${Object.keys(service.mappingSets).join(", ")}.`,
    );
  }
  return {
    system: adapter.system,
    service: service.name,
    mapping_sets: sets.map(([name, fieldmappings]) => ({
      name,
      fieldmappings: fieldmappings.map(([field, value_type]) => ({ field, value_type, value: "" })),
    })),
  };
}

function adapterNamed(system: unknown): AdapterEntry {
  const found = ADAPTERS.find((adapter) => adapter.system === system);
  if (found !== undefined) return found;
  const known = ADAPTERS.map((adapter) => adapter.system).join(", ");
  if (system === undefined) throw new ToolFailure(`system: is required. Known: ${known}.`);
  throw new ToolFailure(`System '${String(system)}' was not found. Known: ${known}.`);
}

function serviceNamed({ services }: AdapterEntry, name: unknown): ServiceEntry {
  const found = services.find((service) => service.name === name);
  if (found !== undefined) return found;
  const known = services.map((service) => service.name).join(", ");
  if (name === undefined) throw new ToolFailure(`service: is required. Known: ${known}.`);
  throw new ToolFailure(`Service '${String(name)}' was not found. Known: ${known}.`);
}
