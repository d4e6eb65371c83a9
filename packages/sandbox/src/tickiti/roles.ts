import type { Call } from "./call.ts";
import { notFound } from "./errors.ts";
import type { Ticket, TicketResponse, User } from "./model.ts";
import type { Role } from "./routes.ts";

/** Roles nest: each one has those below it. */
export function hasRole(user: User, role: Role): boolean {
  const { is_superuser, is_sysadmin, is_admin, is_staff } = user;
  switch (role) {
    case "superuser":
      return is_superuser;
    case "sysadmin":
      return is_superuser || is_sysadmin;
    case "admin":
      return is_superuser || is_sysadmin || is_admin;
    case "staff":
      return is_superuser || is_sysadmin || is_admin || is_staff;
  }
}

/** True for everybody who works here. */
export function isStaff(call: Call): boolean {
  return hasRole(call.user, "staff");
}

/** The queues whose tickets the caller may see. */
export function visibleQueues(call: Call): Set<number> {
  const rights = call.state.store.table("queueRights").all();
  return new Set(
    rights
      .filter(({ user_id, can_view }) => user_id === call.user.id && can_view)
      .map(({ queue_id }) => queue_id),
  );
}

/** The tickets that the caller may see: staff by queue, customers those they take part in. */
export function visibleTickets(call: Call): Ticket[] {
  const tickets = call.state.store.table("tickets").all();
  if (!isStaff(call)) {
    const { email } = call.user;
    return tickets.filter((ticket) => ticket.participants.includes(email));
  }
  const queues = visibleQueues(call);
  return tickets.filter(({ queue_id }) => queues.has(queue_id));
}

/** The ticket of a number, or the same 404 for one that is missing and one that is hidden. */
export function mustSeeTicket(call: Call, number: number): Ticket {
  const ticket = visibleTickets(call).find((candidate) => candidate.number === number);
  if (!ticket) throw notFound("Ticket", "ticket_not_found");
  return ticket;
}

/** The responses of a ticket that the caller may read, pinned first, then oldest to newest. */
export function visibleResponses(call: Call, ticket: Ticket): TicketResponse[] {
  const mayReadNotes = isStaff(call);
  return call.state.store
    .table("responses")
    .all()
    .filter(
      (response) =>
        response.ticket_id === ticket.id &&
        response.deleted_at === null &&
        (mayReadNotes || !response.is_internal),
    )
    .toSorted(
      (a, b) =>
        Number(b.is_pinned) - Number(a.is_pinned) ||
        a.created_at.localeCompare(b.created_at) ||
        a.id - b.id,
    );
}
