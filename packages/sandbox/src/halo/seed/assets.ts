import { NO_DATE, text, type Fields } from "../model.ts";
import { cycle, daysAgo, guid, list, mixed, times, type SeedTables } from "./context.ts";
import { SITES_PER_CLIENT, USERS_PER_CLIENT } from "./customers.ts";

const GROUPS = ["Hardware", "Network", "Servers", "Mobile", "Services"] as const;

type AssetType = readonly [string, number, string];

const TYPES: readonly [AssetType, ...AssetType[]] = [
  ["Laptop", 1, "LT"],
  ["Workstation", 1, "WS"],
  ["Printer", 1, "PR"],
  ["Firewall", 2, "FW"],
  ["Switch", 2, "SW"],
  ["Server", 3, "SRV"],
  ["Phone", 4, "PH"],
];

const FIELDS: readonly (readonly [string, number])[] = [
  ["Serial number", 0],
  ["Model", 0],
  ["Operating system", 0],
  ["Memory (GB)", 1],
  ["Notes", 2],
];

const SERVICES = [
  "E-mail",
  "Internet access",
  "Telephony",
  "File storage",
  "Remote access",
  "Accounts program",
  "Website",
] as const;

export const ASSETS = 800;

function field(id: number, name: string, value: string): Fields {
  return { id, name, value, display: value };
}

export const assetTables: SeedTables = {
  assetgroups: () =>
    list(GROUPS, (name, index) => ({
      guid: guid(20, index + 1),
      name,
      memo: "",
      sequence: index + 1,
    })),

  assettypes: () =>
    list(TYPES, ([name, group, prefix], index) => ({
      guid: guid(21, index + 1),
      name,
      assetgroup_id: group,
      assetgroup_name: GROUPS[group - 1],
      keyfield_id: 1,
      keyfield_name: "Serial number",
      keyfield2_id: 2,
      keyfield2_name: "Model",
      memo: "",
      show_to_users: index < 2,
      defaultsequence: index + 1,
      tagprefix: prefix,
      weeklycost: 0,
      monthlycost: 0,
    })),

  /** The fields of asset types; custom fields of tickets are elsewhere. */
  fields: () =>
    list(FIELDS, ([name, kind], index) => ({
      guid: guid(22, index + 1),
      kind: "A",
      typeinfo_id: index + 1,
      name,
      validate: "",
      systemuse: 0,
      sequence: index + 1,
      lookup: 0,
      mandatory: index === 0,
      parenttype_id: 0,
      parenttype_name: "",
      $type: kind,
    })),

  assets: (context) =>
    times(ASSETS, (id, index) => {
      // Northwind has a round hundred of them.
      const client = index < 100 ? 18 : 2 + Math.floor(mixed(index, 31) * 38);
      const site = context.find("sites", (client - 1) * SITES_PER_CLIENT + 1 + (index % 3));
      const place = 1 + (index % 8);
      const user = context.find("users", (client - 1) * USERS_PER_CLIENT + 1 + place);
      const type = 1 + Math.floor(mixed(index, 32) * TYPES.length);
      const [name, group, prefix] = cycle(TYPES, type - 1);
      const serial = `SN${(7_000_000 + index * 37).toString(36).toUpperCase()}`;
      return {
        inventory_number: `${prefix}-${String(id).padStart(5, "0")}`,
        key_field: serial,
        key_field2: `${name} model ${1 + (index % 4)}`,
        key_field3: "",
        client_id: client,
        client_name: text(site, "client_name"),
        site_id: Number(site.id),
        site_name: text(site, "name"),
        username: text(user, "name"),
        assettype_id: type,
        assettype_name: name,
        colour: "#a4b1c1",
        icon: "",
        warranty_end: index % 5 === 0 ? NO_DATE : daysAgo(context, 300 - index),
        warranty_start: daysAgo(context, 1400 - index),
        inactive: index % 40 === 39,
        contract_id: 0,
        contract_ref: "",
        supplier_id: 1,
        supplier_name: "Northbridge Distribution",
        fields: [
          field(1, "Serial number", serial),
          field(2, "Model", `${name} model ${1 + (index % 4)}`),
          field(4, "Memory (GB)", String(cycle([8, 16, 32], index))),
        ],
        customfields: [],
        custombuttons: [],
        criticality: 0,
        status_id: 1,
        status_name: "In use",
        sla_id: 0,
        priority_id: 0,
        device_number: id,
        use: "device",
        $user: String(user.id),
        $group: group,
      };
    }),

  licences: (context) =>
    times(60, (_, index) => {
      const client = 2 + (index % 36);
      return {
        type: index % 2,
        name: cycle(["Office suite", "Endpoint protection", "PDF editor"], index),
        count: 10 + (index % 20),
        client_id: client,
        site_id: 0,
        client_name: text(context.find("clients", client), "name"),
        site_name: "",
        purchase_price: 12.5,
        start_date: daysAgo(context, 200),
        end_date: daysAgo(context, -165),
        manufacturer: "",
        notes: "",
        licences_in_use: 8,
        licences_available: 2 + (index % 20),
        supplier_id: 5,
        supplier_name: "Quill Software Licensing",
        vendor: "Quill",
        billing_cycle: "Monthly",
        term_duration: "P1Y",
        status: "active",
        autorenew: true,
        price: 15,
        is_active: index % 10 !== 9,
      };
    }),

  servicecategories: () =>
    list(["Communication", "Infrastructure", "Business programs"], (name, index) => ({
      guid: guid(23, index + 1),
      name,
      sequence: index + 1,
    })),

  services: () =>
    list(SERVICES, (name, index) => ({
      guid: guid(24, index + 1),
      name,
      summary: `${name} for everybody`,
      sequence: index + 1,
      showinusercatalog: true,
      showintechcatalog: true,
      trackstatus: true,
      service_category_id: 1 + (index % 3),
      service_category_name: cycle(["Communication", "Infrastructure", "Business programs"], index),
      business_owner_id: 8,
      business_owner_name: "Marta Hollis",
      technical_owner_id: 9,
      technical_owner_name: "Femi Okoye",
      cost: 0,
      subscribable: true,
      subscriber_count: 10 + index,
      asset_count: 0,
      current_status: index === 4 ? 2 : 0,
      status_message_update_internal: "",
      status_message_update_public: index === 4 ? "Some users cannot connect." : "",
      criticality: index % 3,
      use: "service",
    })),

  servicestatuses: (context) =>
    SERVICES.map((_, index) => ({
      id: `SV${index + 1}`,
      timestamp: daysAgo(context, index * 0.3),
      status: index === 4 ? 2 : 0,
      message_internal: index === 4 ? "Gateway overloaded, see ticket." : "",
      message_public: index === 4 ? "Some users cannot connect." : "",
      ticket_id: 0,
      who: "Femi Okoye",
      uniqueid: `SV${index + 1}`,
      $service: index + 1,
    })),

  downtimes: (context) =>
    times(12, (_, index) => ({
      faultid: 1001 + index * 11,
      fault_summary: text(context.find("tickets", 1001 + index * 11), "summary"),
      service: 1 + (index % 7),
      service_desc: SERVICES[index % 7],
      workdays: 1,
      hours: 1 + (index % 5),
      startdate: daysAgo(context, index * 20 + 2.5),
      enddate: daysAgo(context, index * 20 + 2.4),
      ended: true,
      calculated: true,
      allday: false,
    })),
};
