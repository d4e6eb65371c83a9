import { text, type Fields } from "../model.ts";
import { HALO_APPLICATIONS } from "../keys.ts";
import { daysAgo, guid, list, times, type SeedTables } from "./context.ts";

/** Saved reports: name, group, what they ask, whether they draw a chart. */
const REPORTS: readonly (readonly [string, string, string, boolean])[] = [
  [
    "Open tickets by team",
    "Tickets",
    "SELECT sectio_ AS [Team], COUNT(*) AS [Open] FROM faults WHERE status <> 9 GROUP BY sectio_",
    true,
  ],
  [
    "Tickets opened by customer",
    "Tickets",
    "SELECT TOP 20 a.aareadesc AS [Customer], COUNT(*) AS [Tickets] FROM faults f JOIN area a ON a.aarea = f.areaint GROUP BY a.aareadesc ORDER BY COUNT(*) DESC",
    true,
  ],
  [
    "Hours by agent",
    "Time",
    "SELECT who AS [Agent], SUM(timetaken) AS [Hours] FROM actions WHERE timetaken > 0 GROUP BY who",
    true,
  ],
  [
    "Assets without warranty",
    "Assets",
    "SELECT dinvno AS [Asset], dsite AS [Site] FROM device WHERE dwarrantyend < '1901-01-01'",
    false,
  ],
  ["Broken report", "Administration", "SELECT nothing FROM nowhere", false],
  [
    "Every action",
    "Administration",
    "SELECT faultid, actionnumber, who, whe_, timetaken FROM actions",
    false,
  ],
];

const FIELD_INFOS: readonly (readonly [number, string, string, number, number])[] = [
  [151, "AssetTag", "Asset tag", 1, 0],
  [152, "RollbackPlan", "Rollback plan", 1, 1],
  [153, "Building", "Building", 1, 2],
  [171, "ServiceTier", "Service tier", 3, 2],
];

/** Fields of ticket types: type, custom field or property, label, 2 for mandatory. */
const TYPE_FIELDS: readonly (readonly [number, number, string, string, number])[] = [
  [1, 151, "", "Asset tag", 1],
  [2, 151, "", "Asset tag", 1],
  [3, 0, "category_1", "Category", 2],
  [3, 152, "", "Rollback plan", 2],
  [3, 151, "", "Asset tag", 1],
  [4, 151, "", "Asset tag", 1],
];

export const administrationTables: SeedTables = {
  reports: (context) =>
    list(REPORTS, ([name, group, sql, chart], index) => ({
      name,
      sql,
      group_id: 1 + ["Tickets", "Time", "Assets", "Administration"].indexOf(group),
      group_name: group,
      description: name,
      type: 0,
      charttype: chart ? 1 : 0,
      charttitle: chart ? name : "",
      is_published: index === 0,
      last_run_date: daysAgo(context, index + 0.4),
      datasource_id: 0,
      apiquery_id: 0,
      count: false,
      columns: [],
      filters: [],
      $chart: chart,
    })),

  fieldinfos: () =>
    FIELD_INFOS.map(([id, name, label, usage, inputtype]) => ({
      id,
      guid: guid(40, id),
      name: `CF${name}`,
      label,
      summary: "",
      hint: "",
      lookup: 0,
      type: inputtype === 2 ? 2 : 0,
      custom: 1,
      usage,
      inputtype,
      searchable: true,
      characterlimit: 0,
      values:
        inputtype === 2
          ? ["Gold", "Silver", "Bronze"].map((value, index) => ({ id: index + 1, name: value }))
          : [],
    })),

  fieldgroups: () =>
    list(["Details"], (name, index) => ({
      guid: guid(41, index + 1),
      name,
      header: name,
      fields: [],
    })),
  customtables: () =>
    list(["Rooms"], (name, index) => ({
      guid: guid(42, index + 1),
      name: `CT${name}`,
      db_name: `CT${name}`,
      note: "",
      fields: [],
    })),

  tickettypefields: () =>
    list(TYPE_FIELDS, ([rtid, fieldid, property, label, technew], index) => ({
      rtid,
      fieldid,
      fieldname: label,
      seq: index + 1,
      technew,
      techdetail: 1,
      endusernew: technew === 2 ? 0 : 1,
      enduserdetail: 1,
      $property: property,
    })),

  ticketareas: () =>
    list(["Service Desk", "Sales", "Projects"], (name, index) => ({
      guid: guid(43, index + 1),
      name,
      sequence: index + 1,
      tickettypes: [],
    })),

  viewlists: () =>
    list(
      [
        ["All open", "open"],
        ["My tickets", "mine"],
        ["Unassigned", "unassigned"],
      ],
      ([name = "", rule = ""], index) => ({
        guid: guid(44, index + 1),
        name,
        domain: "reqs",
        sequence: index + 1,
        $rule: rule,
      }),
      11,
    ),

  viewfilters: () =>
    list(
      [
        ["Open tickets", "open"],
        ["Closed tickets", "closed"],
        ["Mine", "mine"],
      ],
      ([name = "", rule = ""], index) => ({
        guid: guid(45, index + 1),
        name,
        type: "reqs",
        $rule: rule,
      }),
      21,
    ),

  viewcolumns: () =>
    list(
      ["Service desk", "Short"],
      (name, index) => ({
        guid: guid(46, index + 1),
        name,
        type: "reqs",
        details: ["id", "summary", "client_name", "status"].map((column, place) => ({
          id: place + 1,
          columns_id: 31 + index,
          column_seq: place + 1,
          column_name: column,
        })),
      }),
      31,
    ),

  ticketrules: () =>
    list(["Monitoring goes to 2nd Line", "New starters are requests"], (name, index) => ({
      guid: guid(47, index + 1),
      name,
      precedence: index + 1,
      use: 0,
      stopmatching: true,
      active: true,
      new_team: index === 0 ? "2nd Line" : "",
      new_agent_id: 0,
      criteria: [],
      outcomes: [],
    })),

  templates: () =>
    list(["New starter", "Leaver", "Server maintenance"], (name, index) => ({
      guid: guid(48, index + 1),
      name,
      type: 0,
      domain: "reqs",
      group_id: 1,
      summary: name,
      tickettype_id: 2,
      rule_count: 0,
    })),

  webhooks: () => [
    {
      id: guid(49, 1),
      name: "Chat notifications",
      url: "https://hooks.chat.example/larkfield",
      method: 0,
      content_type: "application/json",
      type: 0,
      enabled: true,
      authentication_type: 1,
      username: "halo",
      secret: "invented-webhook-secret",
      events: [{ id: guid(49, 2), event_type: 1 }],
    },
  ],

  automations: () =>
    list(["Chase after three days", "Close after seven days"], (name, index) => ({
      guid: guid(50, index + 1),
      name,
      active: true,
      type: 0,
    })),
  releases: () =>
    list(["Spring roll-out", "Autumn roll-out"], (name, index) => ({
      name,
      date: "2026-03-01T00:00:00Z",
      product_id: index + 1,
      released: index === 0,
    })),
  mailboxes: () =>
    list(["help@larkfield.example", "sales@larkfield.example"], (name) => ({
      name,
      address: name,
      enabled: true,
    })),
  taxes: () => list(["Standard", "Zero"], (name, index) => ({ name, rate: index === 0 ? 20 : 0 })),

  ticketapprovals: (context) =>
    times(12, (id, index) => ({
      uniqueid: id,
      ticket_id: 1001 + index * 8 + 5,
      seq: 1,
      actionnumber: 1,
      result: index % 3,
      emailaddress: "",
      type: 0,
      agent_id: 8,
      agent_name: "Marta Hollis",
      user_id: 0,
      requestor_agent_id: 5,
      requestor_name: "Jo Lind",
      datetime: daysAgo(context, index + 1),
      approver_note: "",
      summary: "Change approval",
      note: "",
    })),

  applications: (context) =>
    Object.entries(HALO_APPLICATIONS)
      .filter(([name]) => name !== "wrong")
      .map(([name, application], index): Fields & { id: number } => ({
        id: index + 1,
        name,
        clientId: application.clientId,
        grant_type: application.grant === "client_credentials" ? 3 : 0,
        loginas_agent_id: application.agentId,
        loginas_agent_name: text(context.find("agents", application.agentId), "name"),
        allowagents: true,
        allowusers: false,
        cors_whitelist: "",
        redirectUris: application.redirectUris.join(" "),
        inactive: application.inactive,
      })),
};
