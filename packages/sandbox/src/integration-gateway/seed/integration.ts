import { COLUMNS } from "../columns.ts";
import type { Fields, Row, Value } from "../model.ts";

/** A field mapping in short: the dotted field, its code, and what else is not usual. */
export type MappingPlan = readonly [field: string, code: string, rest?: Fields];

/** A service request in short. */
export interface RequestPlan extends Fields {
  readonly system: string;
  readonly service_name: string;
}

/** An integration in short. */
export interface IntegrationPlan {
  name: string;
  description: string;
  fields?: Fields;
  /** False leaves the integration config out. */
  config?: Fields | false;
  requests?: readonly { plan: RequestPlan; mappings: readonly MappingPlan[] }[];
  rules?: readonly Fields[];
  masks?: readonly Fields[];
  valueMappings?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** The tables of integrations while they are filled. */
export class Builder {
  readonly tables: Record<string, Row[]> = {};
  readonly #saved: string;

  constructor(saved: string) {
    this.#saved = saved;
  }

  add({ name, description, ...plan }: IntegrationPlan): void {
    const integration = this.#insert("integrations", 100, {
      path_name: name,
      description,
      last_saved: this.#saved,
      last_saved_by: "aquill",
      ...plan.fields,
    });
    if (plan.config !== false) {
      this.#insert("integrationconfigs", 300, { integration, ...plan.config });
    }
    for (const [sequence, { plan: request, mappings }] of (plan.requests ?? []).entries()) {
      const place = { integration, sequence: (sequence + 1) * 10 };
      const servicerequest = this.#insert("servicerequests", 1000, { ...place, ...request });
      for (const [position, [field, value, rest]] of mappings.entries()) {
        const mapping = { servicerequest, sequence: (position + 1) * 10, field, value };
        const approved = { status: "Approved", approved: true };
        this.#insert("fieldmappings", 20_000, { ...mapping, ...approved, ...rest });
      }
    }
    for (const [position, rule] of (plan.rules ?? []).entries()) {
      this.#insert("validationrules", 4000, {
        integration,
        sequence: (position + 1) * 10,
        ...rule,
      });
    }
    for (const [position, mask] of (plan.masks ?? []).entries()) {
      this.#insert("masks", 5000, { integration, sequence: (position + 1) * 10, ...mask });
    }
    for (const [set, pairs] of Object.entries(plan.valueMappings ?? {})) {
      const valuemappingset = this.#insert("valuemappingsets", 6000, { integration, name: set });
      for (const [from_value, to_value] of Object.entries(pairs)) {
        this.#insert("valuemappings", 7000, { valuemappingset, from_value, to_value });
      }
    }
  }

  #insert(table: string, first: number, given: Fields): number {
    const rows = (this.tables[table] ??= []);
    const id = first + rows.length + 1;
    rows.push(fullRow(table, id, given));
    return id;
  }
}

/** A record with every column, those that are not given with their initial value. */
export function fullRow(table: string, id: number, given: Fields): Row {
  const initial: Record<string, Value> = {};
  for (const [name, { initial: value }] of Object.entries(COLUMNS[table] ?? {})) {
    initial[name] = value;
  }
  return { ...initial, ...given, id };
}
