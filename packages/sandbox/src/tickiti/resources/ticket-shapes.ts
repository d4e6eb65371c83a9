import type { Call } from "../call.ts";
import { attachmentFacts } from "../files.ts";
import { plainText } from "../html.ts";
import type { Attachment, Fields, Ticket, TicketResponse } from "../model.ts";

/** A ticket as `tickets/show` writes it: ids and priority are texts, the number is not. */
export function ticketFields(ticket: Ticket): Fields {
  return {
    id: String(ticket.id),
    number: ticket.number,
    subject: ticket.subject,
    status: ticket.status,
    priority: String(ticket.priority),
    queue_id: String(ticket.queue_id),
    originator_email: ticket.originator_email,
    assigned_to_email: ticket.assigned_to_email,
    resolved: ticket.resolved,
    on_hold_until: ticket.on_hold_until,
    created_at: ticket.created_at,
    updated_at: ticket.updated_at,
  };
}

/** The attachments of responses, by the id of the response. */
export function attachmentsByResponse(call: Call): ReadonlyMap<number, Attachment[]> {
  return Map.groupBy(call.state.store.table("attachments").all(), ({ response_id }) => response_id);
}

/** The heavy parts of a response, which a caller can leave out. */
export const HEAVY_FIELDS: readonly string[] = ["html", "plain_text", "attachments"];

/** A response with the heavy parts that were asked for. */
export function responseFields(
  response: TicketResponse,
  attachments: readonly Attachment[],
  heavy: readonly string[] = HEAVY_FIELDS,
): Fields {
  const fields: Fields = {
    id: String(response.id),
    is_internal: response.is_internal,
    is_pinned: response.is_pinned,
    staff_response: response.staff_response,
    created_by_email: response.created_by_email,
    created_at: response.created_at,
    updated_at: response.updated_at,
    is_email_sourced: response.is_email_sourced,
  };
  if (heavy.includes("html")) fields["html"] = response.html;
  if (heavy.includes("plain_text")) fields["plain_text"] = plainText(response.html);
  if (heavy.includes("attachments")) fields["attachments"] = attachments.map(attachmentFacts);
  return fields;
}
