import { data, type Handler } from "../call.ts";
import { Failure, notFound } from "../errors.ts";
import { hashOf } from "../files.ts";
import { Input } from "../input.ts";
import type { Fields, Ticket } from "../model.ts";
import { mustSeeTicket, visibleResponses } from "../roles.ts";
import type { Call } from "../call.ts";
import { attachmentsByResponse, responseFields, ticketFields } from "./ticket-shapes.ts";

/** One ticket with its thread. */
export const show: Handler = (call) => {
  const ticket = mustSeeTicket(call, numberOf(call));
  return data({ ticket: ticketFields(ticket), responses: thread(call, ticket) });
};

/** The thread alone. */
export const responses: Handler = (call) => {
  const ticket = mustSeeTicket(call, numberOf(call));
  return data({ ticket_number: ticket.number, responses: thread(call, ticket) });
};

/** The largest attachment that is sent: 25 MB. Our guess. */
const DOWNLOAD_LIMIT = 25 * 1024 * 1024;
const BLOCKED = /\.(?:exe|bat|cmd|com|scr|js|vbs|ps1|msi|jar)$/i;
const REVIEWED = /\.(?:zip|7z|html?|svg|docm|xlsm|iso)$/i;

/** The bytes of one attachment of a ticket, unless its kind or size forbids it. */
export const attachment: Handler = (call) => {
  const input = new Input(call.body);
  const number = input.integer("ticket_number", { required: true });
  const id = input.id("response_attachment_id");
  input.done();
  const ticket = mustSeeTicket(call, number ?? 0);
  const found = call.state.store.table("attachments").get(id);
  const owner = found && visibleResponses(call, ticket).find((one) => one.id === found.response_id);
  if (!found || !owner) throw notFound("Attachment", "attachment_not_found");
  const isBlocked = BLOCKED.test(found.name) || found.mime_type === "application/x-dosexec";
  if (isBlocked) {
    throw refused(call, 403, "attachment_blocked", "This type of file cannot be downloaded.");
  }
  if (found.file_size > DOWNLOAD_LIMIT) {
    throw refused(call, 413, "attachment_too_large", "The file is too large for the API.");
  }
  if (REVIEWED.test(found.name) && call.body["intent"] !== "review_ok") {
    throw refused(
      call,
      409,
      "attachment_review_required",
      'This type of file may be harmful. Send intent "review_ok" to download it.',
    );
  }
  return data({
    id: String(found.id),
    response_id: String(found.response_id),
    name: found.name,
    mime_type: found.mime_type,
    sha256: hashOf(found),
    file_size: found.file_size,
    is_inline: found.is_inline,
    content_id: found.content_id,
    content_base64: found.content,
  });
};

function refused(call: Call, status: number, code: string, message: string): Failure {
  const { attachmentRefusal } = call.state.switches;
  return new Failure(attachmentRefusal === "422" ? 422 : status, code, message);
}

function numberOf(call: Call): number {
  const input = new Input(call.body);
  const number = input.integer("ticket_number", { required: true });
  input.done();
  return number ?? 0;
}

function thread(call: Call, ticket: Ticket): Fields[] {
  const attachments = attachmentsByResponse(call);
  return visibleResponses(call, ticket).map((response) =>
    responseFields(response, attachments.get(response.id) ?? []),
  );
}
