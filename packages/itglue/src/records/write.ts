import {
  item,
  PsaError,
  type ApiPath,
  type ItemResult,
  type PlainRecord,
  type View,
} from "@psa-mcp/core";
import type { ItglueApi, ItglueRecord } from "../api.ts";
import { given } from "./pick.ts";

/** Creates one record and returns it. `attributes` are in snake case; undefined ones are left out. */
export async function createRecord(
  vendor: ItglueApi,
  create: {
    readonly path: ApiPath;
    readonly type: string;
    readonly attributes: PlainRecord;
    readonly relationships?: unknown;
    readonly view: View;
    readonly notes?: readonly string[];
  },
): Promise<ItemResult> {
  const { relationships } = create;
  const record = await vendor.create(
    create.path,
    create.type,
    given(create.attributes),
    ...(relationships === undefined ? [] : [{ relationships }]),
  );
  return item(record, create.view, create.notes === undefined ? {} : { notes: create.notes });
}

/**
 * Reads a record, lets `guard` refuse the change, and sends what changes. The difference against the record read is part
 * of the result, and all that a dry run shows.
 */
export async function updateRecord(
  vendor: ItglueApi,
  update: {
    readonly path: ApiPath;
    readonly type: string;
    readonly changes: PlainRecord;
    readonly view: View;
    readonly guard?: (before: ItglueRecord, changes: PlainRecord) => void;
    readonly notes?: readonly string[];
  },
): Promise<ItemResult> {
  const changes = given(update.changes);
  if (Object.keys(changes).length === 0) {
    throw new PsaError("invalid_arguments", "Nothing to change was given.", {
      advice: "Give at least one field besides the id.",
    });
  }
  const before = await vendor.get(update.path);
  update.guard?.(before, changes);
  const record = await vendor.update(update.path, update.type, changes, before);
  return item(record, update.view, update.notes === undefined ? {} : { notes: update.notes });
}

/** True for a record that a PSA integration keeps in step; the vendor then refuses most changes. */
export function isSynced(record: PlainRecord): boolean {
  return record["psa_integration"] === "enabled";
}

/** Refuses any change of a record that comes from the PSA, before the vendor does with less to go on. */
export function refuseSynced(what: string): (before: PlainRecord) => void {
  return (before) => {
    if (!isSynced(before)) return;
    throw new PsaError(
      "unsupported",
      `This ${what} is synchronised from the PSA, and IT Glue does not let it be changed.`,
      {
        advice: `Change the ${what} in the PSA; the next synchronisation brings it here.`,
      },
    );
  };
}
