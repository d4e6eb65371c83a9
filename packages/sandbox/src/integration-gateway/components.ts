import { COLUMNS } from "./columns.ts";
import { number, type Row } from "./model.ts";
import type { State } from "./state.ts";

/** The parts that an integration consists of, by the names that tools use. */
export type ComponentType =
  | "servicerequest"
  | "fieldmapping"
  | "validationrule"
  | "mask"
  | "valuemappingset"
  | "valuemapping";

/** A kind of part: its table, and the property that names what it hangs on. */
export interface Component {
  type: ComponentType;
  table: string;
  /** The property of the record with the id of its parent. */
  parent: "integration" | "servicerequest" | "valuemappingset";
}

/** Parents come before what hangs on them. */
export const COMPONENTS: readonly Component[] = [
  { type: "servicerequest", table: "servicerequests", parent: "integration" },
  { type: "fieldmapping", table: "fieldmappings", parent: "servicerequest" },
  { type: "validationrule", table: "validationrules", parent: "integration" },
  { type: "mask", table: "masks", parent: "integration" },
  { type: "valuemappingset", table: "valuemappingsets", parent: "integration" },
  { type: "valuemapping", table: "valuemappings", parent: "valuemappingset" },
];

export const COMPONENT_NAMES: readonly string[] = [
  "integration",
  ...COMPONENTS.map(({ type }) => type),
];

/** The parts of one kind of an integration, in their order. */
export function partsOf(state: State, integration: Row, component: Component): Row[] {
  const rows = state.store.table(component.table).all();
  const belongs = ownerTest(state, integration, component);
  return rows
    .filter(belongs)
    .toSorted((a, b) => (number(a, "sequence") ?? 0) - (number(b, "sequence") ?? 0));
}

/** Tells whether a record of this kind hangs on the integration. */
export function ownerTest(
  state: State,
  integration: Row,
  { parent }: Component,
): (row: Row) => boolean {
  if (parent === "integration") return (row) => row["integration"] === integration.id;
  const parents = new Set(
    state.store
      .table(`${parent}s`)
      .by("integration", integration.id)
      .map(({ id }) => id),
  );
  return (row) => parents.has(number(row, parent) ?? -1);
}

/** The columns of a table that hold code. */
export function codeColumns(table: string): string[] {
  return Object.entries(COLUMNS[table] ?? {})
    .filter(([, { type }]) => type === "code")
    .map(([name]) => name);
}
