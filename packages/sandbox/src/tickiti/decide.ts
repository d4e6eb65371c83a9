import type { State } from "./call.ts";
import { stamp, type Intervention } from "./model.ts";
import { fill } from "./resources/ticket-create.ts";
import { SYSTEM_EMAIL } from "./resources/people.ts";

/** What came of a decision. */
export interface Decision {
  ticket_id: number;
  response_id: number;
  /** The status that the remote system answered with; null when it was not called. */
  epilog_status: number | null;
}

/**
 * Decides an intervention as a member of staff would on the screen: `{ ticket_number, decision,
 * epilog_url? }`. The final text is written, the ticket closed, and the remote system called when there
 * is an address. Only loopback is called.
 */
export async function decide(state: State, body: Record<string, unknown>): Promise<Decision> {
  const { store } = state;
  const number = Number(body["ticket_number"]);
  const ticket = store.table("tickets").find((candidate) => candidate.number === number);
  const intervention = store.table("interventions").get(ticket?.intervention_id);
  if (!ticket || !intervention) throw new Error("No intervention has such a ticket_number.");
  const decision = typeof body["decision"] === "string" ? body["decision"] : "accepted";
  const address = epilogAddress(body["epilog_url"] ?? intervention.epilog_url);
  const time = stamp(state.clock.now());
  const final = store
    .table("templates")
    .find(({ identifier }) => identifier === `${intervention.name}.final`);
  const response = store.table("responses").insert({
    ticket_id: ticket.id,
    is_internal: false,
    is_pinned: false,
    staff_response: true,
    created_by_email: SYSTEM_EMAIL,
    is_email_sourced: false,
    html: fill(final?.content ?? "<p>{{decision}}</p>", { decision, uid: ticket.uid }),
    created_at: time,
    updated_at: time,
    deleted_at: null,
  });
  Object.assign(ticket, { status: "closed", resolved: time, updated_at: time });
  const told = {
    ticket_id: ticket.id,
    response_id: response.id,
    intervention: intervention.name,
    uid: ticket.uid,
    decision,
  };
  const epilogStatus = address ? await callEpilog(address, intervention, told) : null;
  return { ticket_id: ticket.id, response_id: response.id, epilog_status: epilogStatus };
}

function epilogAddress(value: unknown): URL | undefined {
  if (value === null || value === undefined) return undefined;
  const url = typeof value === "string" && URL.canParse(value) ? new URL(value) : undefined;
  if (!url || !["127.0.0.1", "localhost", "[::1]"].includes(url.hostname)) {
    throw new Error("The epilog_url has to be a loopback address.");
  }
  return url;
}

async function callEpilog(
  address: URL,
  { remote_timeout_seconds: seconds, token }: Intervention,
  body: unknown,
): Promise<number> {
  const answer = await fetch(address, {
    method: "POST",
    headers: { "content-type": "application/json", authorization: `Bearer ${token ?? ""}` },
    body: JSON.stringify(body),
    redirect: "manual",
    signal: AbortSignal.timeout(seconds * 1000),
  });
  await answer.body?.cancel();
  return answer.status;
}
