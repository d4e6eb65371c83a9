import type { Answer } from "../../http/message.ts";
import type { Router } from "../../http/router.ts";
import { findOrganization, nestedOrganization, webAddress, type Call } from "../call.ts";
import { ApiError, invalid, jsonApi, notVisible, parameterMissing } from "../errors.ts";
import { isBulk, itemAnswer, readMany, readOne, type Given } from "../json-api.ts";
import { isObject, number, slug, text, type Attributes, type Json, type Row } from "../model.ts";
import { toSent, type Resource } from "../resource.ts";
import { createRow, removeRow, type Handler } from "../routes.ts";
import { holderIncludes } from "./kinds.ts";
import { presentTraits, readTraits, titleOf } from "./traits.ts";

const FIELDS = { archived: "boolean", restricted: "boolean" } as const;

/** Records of the account's own types. */
export const flexibleAssets: Resource = {
  name: "flexible_assets",
  // Creating is added below: a list is refused here and taken under an organization.
  operations: ["index", "show", "update", "bulk-update", "delete", "bulk-delete"],
  nested: [],
  filters: {
    id: "id",
    "flexible-asset-type-id": "id",
    "organization-id": "id",
    name: "contains",
  },
  sorts: ["name", "id", "created-at", "updated-at"],
  includes: holderIncludes("flexible_assets"),
  fields: FIELDS,
  defaults: { _traits: {}, restricted: false, "my-glue": false, archived: false },
  gate: (call, operation) => {
    const named = call.query.filters.some(
      ({ field, raw }) => field === "flexible-asset-type-id" && raw !== "",
    );
    if (operation === "index" && !named) {
      throw invalid("flexible_asset_type_id is required", "filter[flexible_asset_type_id]");
    }
  },
  derive: (call, row) => {
    const type = call.state.store
      .table("flexible_asset_types")
      .get(number(row, "flexible-asset-type-id") ?? 0);
    const label = `${type?.id ?? 0}-${slug(text(type, "name"))}`;
    const organization = number(row, "organization-id") ?? 0;
    return {
      "flexible-asset-type-name": type?.attributes["name"] ?? null,
      name: titleOf(call, row),
      "resource-url": webAddress(call, `${organization}/assets/${label}/records/${row.id}`),
      traits: presentTraits(call, row),
    };
  },
  refuse: (call, given, row) => {
    const traits = given.attributes["traits"];
    if (traits !== undefined) checkTraits(call, row, traits);
    else if (call.state.switches.archiveWithoutTraits === "refused")
      throw parameterMissing("traits");
  },
  changed: (call, row, event, given) => {
    const traits = given.attributes["traits"];
    // The new traits take the place of all old ones: what was not sent is gone, files included.
    if (event === "updated" && traits !== undefined) {
      const stored = checkTraits(call, row, traits);
      call.state.store.table("flexible_assets").update(row, { _traits: stored });
    }
    rename(call, row);
  },
};

/** The name is kept beside the traits, so that filters and sorts find it. */
function rename(call: Call, row: Row): void {
  call.state.store.table("flexible_assets").update(row, { name: titleOf(call, row) });
}

function checkTraits(call: Call, row: Row, traits: Json): Attributes {
  if (!isObject(traits)) throw invalid("is invalid", "data/attributes/traits");
  const type = number(row, "flexible-asset-type-id") ?? 0;
  const organization = number(row, "organization-id") ?? 0;
  return readTraits(call, type, organization, traits);
}

/** Adds creating, one and many. */
export function addFlexibleAssetRoutes(router: Router<Handler>): void {
  router.add("POST", "/flexible_assets", (call) => {
    if (isBulk(call)) throw bulkRefused();
    return itemAnswer(201, toSent(call, flexibleAssets, make(call, readOne(call, TYPE))));
  });
  router.add("POST", "/organizations/:organization/relationships/flexible_assets", createMany);
}

const TYPE = "flexible-assets";

function createMany(call: Call): Answer {
  const bulk = isBulk(call);
  const made: Row[] = [];
  try {
    for (const given of readMany(call, TYPE)) made.push(make(call, given));
  } catch (error) {
    // All or nothing: half a list would be worse than none.
    for (const row of made) removeRow(call, flexibleAssets, row);
    throw error;
  }
  const sent = made.map((row) => toSent(call, flexibleAssets, row));
  return jsonApi(201, { data: bulk ? sent : (sent[0] ?? null) });
}

function make(call: Call, given: Given): Row {
  const type = Number(given.attributes["flexible-asset-type-id"] ?? 0);
  if (!call.state.store.table("flexible_asset_types").get(type)) throw notVisible();
  const named = given.attributes["organization-id"];
  if (call.parameters["organization"] === undefined && (named === undefined || named === null)) {
    throw invalid("can't be blank", "/data/attributes/organization-id");
  }
  const organization = nestedOrganization(call) ?? findOrganization(call, Number(named)).id;
  const traits = given.attributes["traits"];
  if (!isObject(traits)) throw parameterMissing("traits");
  const stored = readTraits(call, type, organization, traits);
  const row = createRow(
    call,
    { ...flexibleAssets, defaults: { ...flexibleAssets.defaults, "flexible-asset-type-id": type } },
    given,
  );
  call.state.store.table("flexible_assets").update(row, { _traits: stored });
  rename(call, row);
  return row;
}

/** The one error whose status is a word. */
function bulkRefused(): ApiError {
  return new ApiError(
    jsonApi(422, {
      errors: [
        {
          status: "unprocessable_entity",
          title: "bulk action not allowed for Flexible Asset using this route",
          source: { pointer: "data" },
        },
      ],
    }),
  );
}
