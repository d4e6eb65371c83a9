// One working call of every tool against the sandbox's seed: the data of the contract suite.
import type { TestVendor } from "@psa-mcp/core/testing";
import type { ToolExample } from "@psa-mcp/core/testing/contract";
import type { Domain } from "../src/domains/domain.ts";
import { domains } from "../src/domains/table/index.ts";

type Row = Record<string, unknown>;

const TICKET = 1001;
const AGENT = 5;

/** Fields that a change of a record names, by domain; `name` where nothing else is said. */
const CHANGES: Readonly<Record<string, Row>> = {
  tickets: { summary: "Printer on fire" },
  projects: { summary: "New office" },
  opportunities: { summary: "New firewall" },
  actions: { ticket_id: TICKET, note: "Called back." },
  attachments: { filename: "renamed.txt" },
  appointments: { subject: "Site visit" },
  feedback: { comment: "Thank you" },
  holidays: { name: "Midsummer" },
  invoices: { notes_1: "Thank you" },
  quotes: { title: "Firewalls" },
  purchaseorders: { title: "Firewalls" },
  assets: { inventory_number: "LK-1" },
  audit: { value: "Note" },
  contracts: { ref: "Gold" },
  cannedtext: { text: "Thank you" },
  tags: { text: "vpn" },
  categories: { value: "Network>Switch" },
  fields: { kind: "text", name: "Renamed" },
  downtime: { service_desc: "Mail" },
  servicestatus: { message_public: "All is well" },
};

/** What a list needs. */
const LISTS: Readonly<Record<string, Row>> = {
  actions: { ticket_id: TICKET },
  invoices: { notpostedonly: true },
};

/** What is made to be deleted, where everything of the seed is in use. */
const MADE: Readonly<Record<string, Row>> = {
  clients: { name: "Example Ltd" },
  agents: { name: "Rowan Example", email: "rowan@larkfield.example" },
  status: { name: "Waiting for the weather" },
};

/** The id of a record that may be deleted. */
async function deletable(server: TestVendor, domain: Domain): Promise<number | string> {
  const made = MADE[domain.stem];
  if (made === undefined) return first(server, domain);
  const answer = await server.call(`halo_${domain.stem}_upsert`, { data: made });
  const id = (answer.structured?.["item"] as Row | undefined)?.["id"];
  if (typeof id !== "number") throw new Error(answer.text);
  return id;
}

async function first(server: TestVendor, { stem, ids }: Domain): Promise<number | string> {
  const given = { fields: "all", ...LISTS[stem] };
  const answer = await server.call(`halo_${stem}_list`, given);
  const [row] = (answer.structured?.["items"] ?? []) as Row[];
  if (row === undefined) throw new Error(`halo_${stem}_list answers no row: ${answer.text}`);
  return ids === undefined ? Number(row["id"]) : String(row["id"]);
}

function examplesOf(domain: Domain): Readonly<Record<string, ToolExample>> {
  const { stem } = domain;
  const within = domain.withinTicket === true ? { ticket_id: TICKET } : {};
  const kind = stem === "fields" ? { kind: "text" } : {};
  const one = async (server: TestVendor): Promise<Row> => ({
    id: await first(server, domain),
    ...within,
    ...kind,
  });
  const changes = CHANGES[stem] ?? { name: "Renamed" };
  if (stem === "timesheets") {
    const today = new Date().toISOString().slice(0, 10);
    const day = { agent_id: AGENT, date: today };
    return {
      halo_timesheets_list: { given: {} },
      halo_timesheets_get: { given: { id: 0, ...day } },
      halo_timesheets_upsert: {
        given: { data: { ...day, date: `${today}T00:00:00Z`, work_hours: 7 } },
      },
    };
  }
  return {
    [`halo_${stem}_list`]: { given: LISTS[stem] ?? {} },
    [`halo_${stem}_get`]: { given: one },
    [`halo_${stem}_upsert`]: {
      given: async (server) => ({ data: { id: await first(server, domain), ...changes } }),
    },
    [`halo_${stem}_delete`]: {
      given: async (server) => ({ id: await deletable(server, domain), ...within, ...kind }),
    },
  };
}

/** By tool. */
export const examples: Readonly<Record<string, ToolExample>> = {
  ...Object.assign({}, ...domains.map(examplesOf)),
  halo_agents_me: { given: {}, expect: /API Integration/ },
};
