// The common fields of the records that are written most, as tools/list shows them. Anything else is taken as it is.
import { z } from "@psa-mcp/core";

type Fields = Readonly<Record<string, z.ZodType>>;

const int = z.int().optional();
const text = z.string().optional();
const flag = z.boolean().optional();
const number = z.number().optional();
/** An id, or a name that is looked up before anything is sent. */
const named = z.string().optional();
const rows = z.array(z.looseObject({})).optional();

export const ticketFields = (): Fields => ({
  id: int,
  summary: text,
  details: text,
  tickettype_id: named,
  client_id: named,
  site_id: int,
  user_id: int,
  status_id: named,
  priority_id: named,
  team: text.describe("Name"),
  agent_id: named,
  category_1: text.describe("As A>B"),
});

export const actionFields = (): Fields => ({
  id: int,
  ticket_id: int,
  outcome_id: int,
  note: text,
  hiddenfromuser: flag,
  timetaken: number.describe("Hours"),
  new_status: named,
  new_agent: named,
  sendemail: flag,
});

export const clientFields = (): Fields => ({
  id: int,
  name: text,
  toplevel_id: int,
  inactive: flag,
  notes: text,
  website: text,
});

export const userFields = (): Fields => ({
  id: int,
  name: text,
  firstname: text,
  surname: text,
  emailaddress: text,
  phonenumber: text,
  client_id: named,
  site_id: int,
  inactive: flag,
});

export const siteFields = (): Fields => ({
  id: int,
  name: text,
  client_id: named,
  phonenumber: text,
  notes: text,
  inactive: flag,
});

export const assetFields = (): Fields => ({
  id: int,
  inventory_number: text,
  assettype_id: int,
  client_id: named,
  site_id: int,
  status_id: int,
  inactive: flag,
  fields: rows.describe("{id, value}"),
});

export const appointmentFields = (): Fields => ({
  id: int,
  subject: text,
  start_date: text,
  end_date: text,
  agents: rows.describe('{id, use: "agent"}'),
  ticket_id: int,
  client_id: named,
  allday: flag,
  is_task: flag,
  complete_status: int.describe("0 done, -1 open"),
});

export const articleFields = (): Fields => ({
  id: int,
  name: text,
  description: text,
  resolution: text,
  inactive: flag,
});

export const contractFields = (): Fields => ({
  id: int,
  ref: text,
  client_id: named,
  start_date: text,
  end_date: text,
  note: text,
});

export const supplierFields = (): Fields => ({
  id: int,
  name: text,
  contact_name: text,
  email_address: text,
  phone_number: text,
  inactive: flag,
});
