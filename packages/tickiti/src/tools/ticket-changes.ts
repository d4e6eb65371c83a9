import {
  day,
  message,
  text,
  z,
  type AnyTool,
  type MessageResult,
  type PlainRecord,
  type ToolContext,
} from "@psa-mcp/core";
import { isRecord } from "../answers/records.ts";
import { given, recordIn, type TickitiApi } from "../api.ts";
import { email, html, passedOn, ticketNumber } from "../arguments.ts";
import { defineTool } from "../define.ts";
import { asHtml, shapeOf } from "../tickets/content.ts";
import {
  attachesLocalFiles,
  attachments,
  withPictures,
  type Attachments,
} from "../tickets/pictures.ts";
import { ticketRows } from "../tickets/rows.ts";
import { PsaError } from "@psa-mcp/core";

const createTicket = defineTool({
  name: "tickiti_create_ticket",
  title: "Create ticket",
  tier: "write",
  toolset: "tickets",
  aliases: ["create_ticket"],
  keyed: true,
  asksFirst: attachesLocalFiles,
  description:
    "Create a ticket for a person by e-mail address (who becomes a user if unknown): from subject and content (HTML), from a template_identifier with data, or from an intervention with uid and data. is_public defaults to true: the person may see it.",
  input: z.object({
    originator_email_address: email,
    mode: z.enum(["message", "template", "intervention"]).optional(),
    subject: text(500).optional(),
    content: html.optional(),
    template_identifier: text(200).optional(),
    intervention: text(200).optional(),
    uid: text(200).optional(),
    data: passedOn,
    queue_name: text(200).optional(),
    is_public: z.boolean().optional(),
    use_passed_originator_as_responder: z.boolean().optional(),
    attachments,
  }),
  preview: async ({ input }) =>
    `Create the ticket "${input.subject ?? input.template_identifier ?? input.intervention ?? ""}" for ${input.originator_email_address} ${sent(input.attachments)}?`,
  handler: async ({ input, vendor, client, files, idempotencyKey }) => {
    const shape = shapeOf(input);
    const flat = input.data?.["content"];
    const content = input.content ?? (typeof flat === "string" ? flat : undefined);
    const pictures = input.attachments ?? [];
    if (content === undefined && pictures.length > 0) {
      throw new PsaError("invalid_arguments", "Attachments need a content to stand in.");
    }
    const body =
      content === undefined
        ? undefined
        : await withPictures(asHtml(content), pictures, { files, client, vendor });
    const data = given({
      ...input.data,
      subject: input.subject ?? input.data?.["subject"],
      content: body,
      // Read from here when the ticket is checked, and from the top when its queue is looked up.
      queue_name: input.queue_name ?? input.data?.["queue_name"],
    });
    const answer = await vendor.write(
      "tickets.create",
      {
        originator_email_address: input.originator_email_address,
        template_identifier: input.template_identifier,
        intervention: input.intervention,
        uid: input.uid,
        data,
        queue_name: shape === "intervention" ? undefined : input.queue_name,
        is_public: input.is_public,
        use_passed_originator_as_responder: input.use_passed_originator_as_responder,
      },
      { idempotencyKey, simulated: { ticket_number: 0 } },
    );
    const made = recordIn(answer, "ticket");
    const number =
      made["ticket_number"] ??
      made["number"] ??
      (await numberOf(vendor, made["ticket_id"] ?? made["id"]));
    return message(
      `Created ticket ${number === undefined ? "" : String(number)} for ${input.originator_email_address}.`,
      given({ ...made, ticket_number: number, idempotency_key: idempotencyKey }),
    );
  },
});

/** The number of a new ticket where the answer has only its id: looked up among the tickets, which is no reason to fail. */
async function numberOf(vendor: TickitiApi, ticketId: unknown): Promise<unknown> {
  if (ticketId === undefined || vendor.client.dryRun) return undefined;
  const answer = await vendor.read("tickets.query").then(
    (rows) => rows,
    () => [],
  );
  const row = Array.isArray(answer) || isRecord(answer) ? rowWith(answer, ticketId) : undefined;
  return row?.["number"] ?? row?.["ticket_number"];
}

function rowWith(answer: unknown, ticketId: unknown): PlainRecord | undefined {
  return ticketRows(answer).find(
    (row) => String(row["id"] ?? row["ticket_id"]) === String(ticketId),
  );
}

const sent = (pictures: Attachments): string => {
  const paths = (pictures ?? []).flatMap(({ path }) => (path === undefined ? [] : [path]));
  return paths.length === 0 ? "" : `with these files of this machine: ${paths.join(", ")}`;
};

interface Reply {
  readonly ticket_number: number;
  readonly from_email: string;
  readonly content?: string | undefined;
  readonly is_internal?: boolean | undefined;
  readonly status?: "open" | "on-hold" | undefined;
  readonly on_hold_until?: string | undefined;
  readonly attachments?: Attachments;
}

type Hands = Pick<
  ToolContext<unknown, TickitiApi>,
  "vendor" | "client" | "files" | "idempotencyKey"
>;

/** Sends a reply, a note or a change of state, which are one thing for the API. */
async function respond(reply: Reply, done: string, hands: Hands): Promise<MessageResult> {
  const { vendor, client, files, idempotencyKey } = hands;
  if (reply.content === undefined && reply.status === undefined) {
    throw new PsaError("invalid_arguments", "content is required unless status is given.");
  }
  if (reply.status === "on-hold" && reply.on_hold_until === undefined) {
    throw new PsaError("invalid_arguments", "on_hold_until is required to put a ticket on hold.", {
      advice: "Give the day on which it opens again, YYYY-MM-DD.",
    });
  }
  if (reply.content === undefined && (reply.attachments ?? []).length > 0) {
    throw new PsaError("invalid_arguments", "Attachments need a content to stand in.");
  }
  const content =
    reply.content === undefined
      ? undefined
      : await withPictures(asHtml(reply.content), reply.attachments, { files, client, vendor });
  const answer = recordIn(
    await vendor.write(
      "tickets.respond",
      {
        ticket_number: String(reply.ticket_number),
        from_email: reply.from_email,
        content,
        is_internal: reply.is_internal,
        status: reply.status,
        on_hold_until: reply.on_hold_until,
      },
      { idempotencyKey },
    ),
  );
  const reopened = answer["reopened"] === true ? " The ticket was reopened." : "";
  return message(
    `${done} ticket ${String(reply.ticket_number)}.${reopened}`,
    given({ ...answer, ticket_number: reply.ticket_number, idempotency_key: idempotencyKey }),
  );
}

const who = { ticket_number: ticketNumber, from_email: email };

const previewOf =
  (what: string) =>
  async ({ input }: { readonly input: Reply }): Promise<string> =>
    `${what} ticket ${String(input.ticket_number)} as ${input.from_email} ${sent(input.attachments)}?`;

const respondToTicket = defineTool({
  name: "tickiti_respond_to_ticket",
  title: "Respond to ticket",
  tier: "write",
  toolset: "tickets",
  aliases: ["respond_to_ticket"],
  keyed: true,
  asksFirst: attachesLocalFiles,
  description:
    "Reply to a ticket or set its state: content (HTML) is needed unless status is given, on_hold_until with status on-hold. Any reply reopens a closed or held ticket; from_email becomes a participant. Closing and assigning are not possible here.",
  input: z.object({
    ...who,
    content: html.min(1).optional(),
    is_internal: z.boolean().optional(),
    status: z.enum(["open", "on-hold"]).optional(),
    on_hold_until: day().optional(),
    attachments,
  }),
  preview: previewOf("Respond to"),
  handler: async ({ input, ...hands }) => respond(input, "Responded to", hands),
});

const replyToTicket = defineTool({
  name: "tickiti_reply_to_ticket",
  title: "Reply to ticket",
  tier: "write",
  toolset: "tickets",
  keyed: true,
  asksFirst: attachesLocalFiles,
  description:
    "Write a public reply (HTML) on a ticket: its participants get it. It reopens a closed or held ticket. For the team's eyes use tickiti_add_internal_note.",
  input: z.object({ ...who, content: html.min(1), attachments }),
  preview: previewOf("Reply to"),
  handler: async ({ input, ...hands }) =>
    respond({ ...input, is_internal: false }, "Replied to", hands),
});

const addInternalNote = defineTool({
  name: "tickiti_add_internal_note",
  title: "Add internal note",
  tier: "write",
  toolset: "tickets",
  keyed: true,
  asksFirst: attachesLocalFiles,
  description: "Write a note (HTML) on a ticket that only staff see.",
  input: z.object({ ...who, content: html.min(1), attachments }),
  preview: previewOf("Add a note to"),
  handler: async ({ input, ...hands }) =>
    respond({ ...input, is_internal: true }, "Added an internal note to", hands),
});

const holdTicket = defineTool({
  name: "tickiti_hold_ticket",
  title: "Hold ticket",
  tier: "write",
  toolset: "tickets",
  keyed: true,
  description:
    "Put a ticket on hold until a day, on which it opens again by itself; a customer's reply opens it earlier. note is written for staff.",
  input: z.object({ ...who, on_hold_until: day(), note: html.min(1).optional() }),
  handler: async ({ input: { note, ...input }, ...hands }) =>
    respond(
      {
        ...input,
        status: "on-hold",
        content: note,
        ...(note === undefined ? {} : { is_internal: true }),
      },
      `Put on hold until ${input.on_hold_until}:`,
      hands,
    ),
});

const reopenTicket = defineTool({
  name: "tickiti_reopen_ticket",
  title: "Reopen ticket",
  tier: "write",
  toolset: "tickets",
  keyed: true,
  description: "Open a closed or held ticket again. note is written for staff.",
  input: z.object({ ...who, note: html.min(1).optional() }),
  handler: async ({ input: { note, ...input }, ...hands }) =>
    respond(
      {
        ...input,
        status: "open",
        content: note,
        ...(note === undefined ? {} : { is_internal: true }),
      },
      "Reopened",
      hands,
    ),
});

/** Writing on tickets. */
export const ticketChangeTools: readonly AnyTool[] = [
  createTicket,
  respondToTicket,
  replyToTicket,
  addInternalNote,
  holdTicket,
  reopenTicket,
];
