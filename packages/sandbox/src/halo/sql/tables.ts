import type { Store } from "../store.ts";
import type { Json, Row } from "../model.ts";

/** A table of the database: the records behind it, and its columns with the property of each. */
export interface SqlTable {
  columns: readonly string[];
  rows(store: Store): readonly Row[];
  read(row: Row, column: string): Json;
}

function over(table: string, columns: Readonly<Record<string, string>>): SqlTable {
  return {
    columns: Object.keys(columns),
    rows: (store) => store.table(table).all(),
    read: (row, column) => row[columns[column] ?? ""],
  };
}

/** The tables by their names in the database, which are older than those of the API. */
export const SQL_TABLES: Readonly<Record<string, SqlTable>> = {
  faults: over("tickets", {
    faultid: "id",
    symptom: "summary",
    symptom2: "details",
    status: "status_id",
    requesttypenew: "tickettype_id",
    areaint: "client_id",
    sitenumber: "site_id",
    userid: "user_id",
    username: "user_name",
    assignedtoint: "agent_id",
    sectio_: "team",
    seriousness: "priority_id",
    slaid: "sla_id",
    category2: "category_1",
    dateoccured: "dateoccurred",
    datecleared: "dateclosed",
    datecreated: "datecreated",
    fixbydate: "fixbydate",
    cleartime: "timetaken",
    fdeleted: "deleted",
  }),
  actions: over("actions", {
    faultid: "ticket_id",
    actionnumber: "id",
    who: "$who",
    whoagentid: "who_agentid",
    whe_: "datetime",
    note: "note",
    actoutcome: "outcome",
    timetaken: "timetaken",
    hiddenfromuser: "hiddenfromuser",
  }),
  area: over("clients", {
    aarea: "id",
    aareadesc: "name",
    atreeid: "toplevel_id",
    aisinactive: "inactive",
  }),
  site: over("sites", {
    ssitenum: "id",
    sdesc: "name",
    sarea: "client_id",
    sisinactive: "inactive",
  }),
  users: over("users", {
    uid: "id",
    uusername: "name",
    uemail: "emailaddress",
    usite: "site_id",
    uarea: "client_id",
    uinactive: "inactive",
  }),
  uname: over("agents", {
    unum: "id",
    uname: "name",
    usmtp: "email",
    usection: "team",
    uisdisabled: "isdisabled",
  }),
  tstatus: over("statuses", { tstatus: "id", tstatusdesc: "name", tstatustype: "type" }),
  requesttype: over("tickettypes", { rtid: "id", rtdesc: "name" }),
  device: over("assets", {
    devicenum: "id",
    dinvno: "inventory_number",
    dtype: "assettype_id",
    dsite: "site_name",
    darea: "client_id",
    dwarrantyend: "warranty_end",
    dinactive: "inactive",
  }),
  invoiceheader: over("invoices", {
    ihid: "id",
    ihaarea: "client_id",
    ihinvoicenumber: "invoicenumber",
    ihinvoice_date: "invoice_date",
    ihtotal: "total",
    ihamountdue: "amountdue",
  }),
  contractheader: over("contracts", {
    chid: "id",
    chcontractref: "ref",
    charea: "client_id",
    chenddate: "end_date",
  }),
  /** What a report must never show: it can be read, so that a client's guard can be tried. */
  nhd_identity_user: {
    columns: ["id", "username", "passwordhash"],
    rows: (store) => store.table("agents").all(),
    read(row, column) {
      if (column === "passwordhash") return `invented-hash-${row.id}`;
      return column === "id" ? row.id : row["email"];
    },
  },
};
