// Resources: what a person puts into a conversation, under an address.
import { defineResource, item, message, path, view, type AnyResource } from "@psa-mcp/core";
import type { CwApi } from "./api.ts";
import { where } from "./conditions/build.ts";
import { readable } from "./records/records.ts";

const MARKDOWN = "text/markdown";

const GRAMMAR = `# Conditions of ConnectWise PSA

A condition is a field, an operator and a value; conditions are joined by \`and\` and \`or\`, and grouped by parentheses. \`and\` binds closer than \`or\`.

- Fields: as the API spells them; parts of a reference with a slash: \`status/name\`, \`company/id\`, \`_info/dateEntered\`.
- Operators: \`= != < <= > >=\`, \`contains\`, \`like\`, \`in (…)\`, each with \`not\` before it.
- Texts in double quotes, with \`\\\` before a quote or a backslash inside: \`summary contains "VPN"\`. Case does not matter.
- Any characters: \`%\` with \`like\`, \`*\` with \`=\`. Neither can be searched for itself.
- Times in brackets, in UTC: \`_info/dateEntered >= [2026-01-31T00:00:00Z]\`.
- Numbers, \`true\`, \`false\` and \`null\` as they are: \`closedFlag = false and owner = null\`.

What is a list inside a record goes into child_conditions: \`types/name = "VIP"\`, \`communicationItems/value = "a@b.example"\`. Custom fields go into custom_field_conditions: \`caption = "Change Number" and value != null\`.

order_by takes a field and a direction: \`dateEntered desc\`, several of them with commas.`;

const grammar = defineResource<CwApi>({
  uri: "cw://grammar/conditions",
  name: "cw_conditions",
  title: "Conditions",
  description: "How conditions of ConnectWise PSA are written, for arguments of that name.",
  mimeType: MARKDOWN,
  toolset: "tickets",
  cacheSeconds: 3600,
  read: async () => message(GRAMMAR),
});

// A resource bears the name of the tool that reads the same: whoever allows, denies or selects one has decided on both.
const boardList = defineResource<CwApi>({
  uri: "cw://boards",
  name: "cw_list_boards",
  title: "Boards",
  description: "The boards on which tickets live, with their ids.",
  mimeType: MARKDOWN,
  toolset: "tickets",
  cacheSeconds: 300,
  read: async ({ vendor }) => {
    const { records, limitReached } = await vendor.all(path`/service/boards`, {
      fields: ["id", "name", "location/name", "projectFlag"],
      conditions: where.is("inactiveFlag", false),
      orderBy: "name asc",
      cacheSeconds: 300,
    });
    return item({ count: records.length, boards: records.map(readable) }, view("boards", "count"), {
      rows: "boards",
      rowsView: view(
        "boards",
        "id",
        "name",
        { key: "location.name", label: "location" },
        { key: "project_flag", label: "for projects" },
      ),
      notes: limitReached ? ["Only the first 1000 are shown."] : [],
    });
  },
});

const endpoint = defineResource<CwApi>({
  uri: "cw://endpoint/{path}",
  name: "cw_describe_endpoint",
  title: "Endpoint",
  description:
    "Parameters and fields of a path of the API, written with %2F for its slashes: service%2Ftickets.",
  mimeType: MARKDOWN,
  toolset: "advanced",
  cacheSeconds: 3600,
  complete: async (_variable, typed) =>
    (await import("./reference/catalogue.ts"))
      .findEndpoints(typed, 20)
      .map((one) => one.path.slice(1)),
  read: async ({ input }) =>
    (await import("./reference/describe.ts")).describeRoute(input["path"] ?? ""),
});

/** What can be read by address. */
export const resources: readonly AnyResource[] = [grammar, boardList, endpoint];
