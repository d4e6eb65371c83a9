import type { Fields, Row } from "../model.ts";
import { cycle, daysAgo, guid, list, mixed, times, type SeedTables } from "./context.ts";
import { CLIENT_NAMES, FIRST_NAMES, LAST_NAMES, TOWNS } from "./names.ts";

export const SITES_PER_CLIENT = 3;
export const USERS_PER_CLIENT = 10;

/** The reserved mail domain of a client. */
export function domainOf(clientId: number): string {
  const name = CLIENT_NAMES[clientId - 1] ?? "unknown";
  const plain = name
    .toLowerCase()
    .normalize("NFD")
    .replaceAll(/[^a-z0-9]+/g, "-");
  return `${plain.replaceAll(/^-+|-+$/g, "").slice(0, 30) || "client"}.example`;
}

function custom(id: number, name: string, label: string, value: string, usage: number): Fields {
  return {
    id,
    name,
    label,
    summary: "",
    type: 0,
    value,
    display: value,
    characterlimit: 0,
    inputtype: 0,
    usage,
  };
}

export const customerTables: SeedTables = {
  organisations: () =>
    list(["Larkfield Managed Services"], (name, index) => ({
      guid: guid(2, index + 1),
      name,
      reply_address: "help@larkfield.example",
      phone: "+44 20 7946 0100",
      website: "https://larkfield.example",
      departments: [
        { id: 1, name: "Service" },
        { id: 2, name: "Business" },
      ],
      customfields: [],
    })),

  toplevels: () =>
    list(["United Kingdom", "Europe", "North America"], (name, index) => ({
      guid: guid(3, index + 1),
      name,
      organisation_id: 1,
      organisation_name: "Larkfield Managed Services",
      long_name: name,
      type: 0,
      user_count: 0,
      open_ticket_count: 0,
      onhold_ticket_count: 0,
      total_ticket_count: 0,
      opened_thismonth_count: 0,
    })),

  clients: (context) =>
    list(CLIENT_NAMES, (name, index) => {
      const id = index + 1;
      const toplevel = (index % 3) + 1;
      return {
        name,
        toplevel_id: toplevel,
        toplevel_name: String(context.find("toplevels", toplevel)["name"]),
        inactive: name === "Upland Cycles",
        colour: "#2bd3c6",
        confirmemail: 0,
        actionemail: 0,
        clearemail: 0,
        messagegroup_id: -1,
        mailbox_override: 0,
        item_tax_code: 1,
        service_tax_code: 1,
        customfields: [
          custom(171, "CFServiceTier", "Service tier", cycle(["Gold", "Silver", "Bronze"], id), 3),
        ],
        custombuttons: [],
        pritech: 5 + (id % 5),
        sectech: 0,
        accountmanagertech: 12,
        notes: id === 18 ? "Reception opens at 08:00.\r\nAsk for Ana." : "",
        accountsid: `LK${String(id).padStart(4, "0")}`,
        is_vip: id % 9 === 0,
        customertype: 0,
        use: "area",
        ref: `C-${1000 + id}`,
        stopped: 0,
        $website: `https://${domainOf(id)}`,
        $datecreated: daysAgo(context, 900 - id),
      };
    }),

  sites: (context) =>
    times(CLIENT_NAMES.length * SITES_PER_CLIENT, (id, index) => {
      const client = context.find("clients", Math.floor(index / SITES_PER_CLIENT) + 1);
      const name = cycle(["Main", "Warehouse", "Branch"], index);
      const [town, postcode, timezone] = cycle(TOWNS, Math.floor(index / 2));
      return {
        name,
        client_id: Number(client.id),
        client_name: client["name"],
        clientsite_name: `${String(client["name"])}/${name}`,
        inactive: client["inactive"],
        sla_id: -1,
        phonenumber: `+44 1632 96${String(id).padStart(4, "0")}`,
        colour: "#a4b1c1",
        timezone,
        invoice_address_isdelivery: true,
        notes: "",
        isstocklocation: false,
        messagegroup_id: -1,
        use: "site",
        customfields: [],
        delivery_address_line1: `${id} Market Street`,
        delivery_address_line2: town,
        delivery_address_line3: "",
        delivery_address_line4: "",
        delivery_address_line5: postcode,
        maincontact_id: Math.floor(index / SITES_PER_CLIENT) * USERS_PER_CLIENT + 2,
        ref: "",
      };
    }),

  users: (context) =>
    times(CLIENT_NAMES.length * USERS_PER_CLIENT, (id, index): Fields => {
      const place = index % USERS_PER_CLIENT;
      const clientIndex = Math.floor(index / USERS_PER_CLIENT);
      const client = context.find("clients", clientIndex + 1);
      const site = context.find("sites", clientIndex * SITES_PER_CLIENT + 1 + (place % 3));
      const general = place === 0;
      const [first, last] = personName(client, place, id);
      const email = `${first}.${last}`
        .toLowerCase()
        .normalize("NFD")
        .replaceAll(/[^a-z.]/g, "");
      return {
        name: general ? "General User" : `${first} ${last}`,
        site_id: Number(site.id),
        site_id_int: Number(site.id),
        site_name: site["name"],
        client_id: Number(client.id),
        client_name: client["name"],
        firstname: general ? "General" : first,
        surname: general ? "User" : last,
        initials: general ? "GU" : `${first[0] ?? ""}${last[0] ?? ""}`,
        title: "",
        emailaddress: general ? "" : `${email}@${domainOf(Number(client.id))}`,
        phonenumber_preferred: "",
        sitephonenumber: site["phonenumber"],
        phonenumber: general ? "" : `+44 1632 97${String(id).padStart(4, "0")}`,
        homenumber: "",
        mobilenumber: place === 4 ? `+44 7700 900${String(id).padStart(3, "0")}` : "",
        mobilenumber2: "",
        fax: "",
        telpref: 0,
        inactive: client["inactive"] === true || place === 9,
        colour: "#2bd3c6",
        isimportantcontact: place === 1,
        other1: "",
        other2: "",
        other3: "",
        other4: "",
        other5: "",
        neversendemails: false,
        priority_id: 0,
        linked_agent_id: 0,
        isserviceaccount: general,
        ignoreautomatedbilling: false,
        messagegroup_id: -1,
        role_list: "",
        use: "user",
        customfields: [],
        $login: `${email}@${domainOf(Number(client.id))}`,
        $approver: place === 1,
        $department: place % 2 === 0 ? 1 : 2,
      };
    }),
};

function personName(client: Row, place: number, id: number): readonly [string, string] {
  // Two people of the same name at one client in ten; at Northwind, Ana Ruiz comes first.
  if (client.id === 18 && place === 1) return ["Ana", "Ruiz"];
  const same = place === 3 && Number(client.id) % 10 === 8 ? 2 : place;
  const base = Number(client.id) * 13 + same * 7;
  if (id % 97 === 0) return ["Chloë 🌻", "O'Nolan"];
  return [cycle(FIRST_NAMES, base), cycle(LAST_NAMES, base + Math.floor(mixed(1, base) * 21))];
}
