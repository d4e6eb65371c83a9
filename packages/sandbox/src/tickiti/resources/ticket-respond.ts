import { data, now, type Handler } from "../call.ts";
import { Failure } from "../errors.ts";
import { storeImages } from "../files.ts";
import { Input } from "../input.ts";
import type { Status } from "../model.ts";
import { isStaff, mustSeeTicket } from "../roles.ts";
import { findOrMakeUser, notify } from "./people.ts";

/** The longest body: 20 million characters, so that images fit. */
const BODY_LIMIT = 20_000_000;

/** Writes a response, changes the status, or both. Whatever is written reopens the ticket. */
export const respond: Handler = (call) => {
  const input = new Input(call.body);
  const number = input.integer("ticket_number", { required: true, min: 100_000, max: 999_999 });
  const email = input.email("from_email");
  const status = input.text("status", { oneOf: ["open", "on-hold"] });
  const content = input.text("content", { required: status === "", max: BODY_LIMIT });
  const isInternal = input.flag("is_internal") ?? false;
  const until = input.day("on_hold_until", status === "on-hold");
  const today = now(call).slice(0, 10);
  if (until !== "" && until <= today) {
    input.fail("on_hold_until", "The on hold until field must be a date after today.");
  }
  if (until !== "" && status !== "on-hold") {
    input.fail("on_hold_until", "The on hold until field needs the status on-hold.");
  }
  input.done();
  const ticket = mustSeeTicket(call, number ?? 0);
  if (isInternal && !isStaff(call)) {
    throw new Failure(403, "forbidden", "Only staff may write internal notes.");
  }
  const images = storeImages(call, content, "content");
  const author = findOrMakeUser(call, email);
  const time = now(call);
  if (!ticket.participants.includes(author.email)) ticket.participants.push(author.email);
  let responseId: number | null = null;
  if (content !== "") {
    const response = call.state.store.table("responses").insert({
      ticket_id: ticket.id,
      is_internal: isInternal,
      is_pinned: false,
      staff_response: author.is_staff,
      created_by_email: author.email,
      is_email_sourced: false,
      html: images.html,
      created_at: time,
      updated_at: time,
      deleted_at: null,
    });
    images.attach(response.id);
    responseId = response.id;
    if (!isInternal) notify(call, ticket, author.email, "response");
  }
  const next: Status = status === "on-hold" ? "on-hold" : "open";
  const reopened = next === "open" && ticket.status !== "open";
  Object.assign(ticket, {
    status: next,
    on_hold_until: next === "on-hold" ? until : null,
    resolved: null,
    updated_at: time,
  });
  return data({ ticket_id: ticket.id, response_id: responseId, reopened });
};
