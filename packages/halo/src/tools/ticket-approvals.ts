import { id, item, path, PsaError, view, z, type AnyTool, type PlainRecord } from "@psa-mcp/core";
import type { HaloApi } from "../api.ts";
import { defineTool } from "../define.ts";
import { cleanRecord } from "../records/records.ts";
import { assertSwitchedOn } from "../switches.ts";
import { numberOf, textOf } from "../tickets/ticket.ts";

/** What Halo keeps for each answer; taken from its clients, documented nowhere. */
const RESULTS = { approve: 1, reject: 2 } as const;

const respond = defineTool({
  name: "halo_ticketapprovals_respond",
  title: "Answer approval",
  tier: "write",
  asksFirst: true,
  toolset: "tickets",
  description:
    "Approve or reject a ticket's pending approval (seq of halo_ticketapprovals_list), where the operator allows it.",
  input: z.object({
    ticket_id: id("ticket"),
    seq: z.int().min(1),
    decision: z.enum(["approve", "reject"]),
    note: z.string().max(4000).optional(),
  }),
  preview: async ({ input }) =>
    `${input.decision === "approve" ? "Approves" : "Rejects"} approval ${String(input.seq)} of ticket ${String(input.ticket_id)}${input.note === undefined ? "." : `: ${input.note}`}`,
  handler: async ({ input, vendor, settings }) => {
    assertSwitchedOn(settings, "haloAllowUnproven", "Answering approvals");
    const found = await approvalOf(vendor, input.ticket_id, input.seq);
    const keys = ["id", "uniqueid", "ticket_id", "seq", "actionnumber"];
    const known = Object.fromEntries(
      keys.flatMap((key) => (found[key] === undefined ? [] : [[key, found[key]]])),
    );
    const fields = {
      result: RESULTS[input.decision],
      ...(input.note === undefined ? {} : { approver_note: input.note }),
    };
    // Approvals have no id of their own by which an answer could be told.
    await vendor.client.post(path`/TicketApproval`, {
      body: [{ ...known, ...fields }],
      updates: true,
      before: Object.fromEntries(Object.keys(fields).map((key) => [key, found[key]])),
      after: fields,
      emptyAnswer: true,
    });
    const after = vendor.client.dryRun
      ? { ...found, ...fields }
      : await approvalOf(vendor, input.ticket_id, input.seq);
    const taken = numberOf(after, "result") === fields.result;
    return item(
      {
        ticket_id: input.ticket_id,
        seq: input.seq,
        decision: input.decision,
        result: after["result"],
        approver_note: textOf(cleanRecord(after), "approver_note"),
      },
      view("approvals", "ticket_id", "seq", "decision", "result", "approver_note"),
      taken ? {} : { notes: ["Halo kept another result; look at the approval in Halo."] },
    );
  },
});

/** One approval of a ticket. Throws `not_found`. */
async function approvalOf(vendor: HaloApi, ticket: number, seq: number): Promise<PlainRecord> {
  const rows = await vendor.whole({ path: path`/TicketApproval`, query: { ticket_id: ticket } });
  const found = rows.find(
    (row) => numberOf(row, "ticket_id") === ticket && numberOf(row, "seq") === seq,
  );
  if (found !== undefined) return found;
  throw new PsaError("not_found", "The ticket has no such approval.", {
    advice: "halo_ticketapprovals_list shows them with their seq.",
  });
}

/** Answers to approvals. */
export const ticketApprovalTools: readonly AnyTool[] = [respond];
