import { sniff } from "../files.ts";
import { stamp, type Attachment, type Ticket, type TicketResponse } from "../model.ts";
import { DAY, HOUR, MINUTE } from "./context.ts";
import { HOSTILE } from "./prose.ts";

/** The ticket that has some of everything. */
export const RICH_TICKET_ID = 1;

const DANA = "dana@orchard-dental.example";
const ROWAN = "rowan.vale@larkfield.example";

export function richTicket(today: number): Ticket {
  return {
    id: RICH_TICKET_ID,
    number: 220_009,
    subject: "X-ray workstation loses the network drive",
    status: "open",
    priority: 30,
    queue_id: 1,
    originator_email: DANA,
    assigned_to_email: ROWAN,
    resolved: null,
    resolution_category_id: null,
    on_hold_until: null,
    participants: [DANA, ROWAN],
    hashtags: ["network", "vip"],
    intervention_id: null,
    uid: null,
    created_at: stamp(today - 6 * DAY + 9 * HOUR),
    updated_at: stamp(today - DAY + 15 * HOUR),
  };
}

interface Turn {
  after: number;
  by: string;
  html: string;
  internal?: boolean;
  pinned?: boolean;
  deleted?: boolean;
}

const TURNS: readonly Turn[] = [
  {
    after: 0,
    by: DANA,
    html: '<p>Hello,</p><p>the X-ray workstation in <b>room 3</b> loses drive <code>X:</code> several times a day. A picture:</p><p><img src="cid:inline-1@larkfield.example" alt="error"></p><p>Dana</p>',
  },
  { after: HOUR, by: ROWAN, html: "<p>Thank you, Dana. Could you send the log?</p>" },
  {
    after: 2 * HOUR,
    by: ROWAN,
    internal: true,
    html: "<p>Switch port 12 flaps. <b>Do not tell the customer yet.</b></p>",
  },
  { after: 5 * HOUR, by: DANA, html: "<p>Here is the log, and the tool that the maker sent.</p>" },
  { after: 26 * HOUR, by: DANA, html: HOSTILE[0] },
  {
    after: 27 * HOUR,
    by: ROWAN,
    internal: true,
    pinned: true,
    html: "<p>Contact on site: Dana, extension 31. Doors open at 8.</p>",
  },
  { after: 28 * HOUR, by: ROWAN, deleted: true, html: "<p>Sent to the wrong ticket.</p>" },
  {
    after: 5 * DAY + 6 * HOUR,
    by: ROWAN,
    html: "<p>The cable is replaced. Please watch it for a day.</p>",
  },
];

export function richResponses(today: number): TicketResponse[] {
  const start = today - 6 * DAY + 9 * HOUR;
  return TURNS.map(({ after, by, html, internal, pinned, deleted }, index) => ({
    id: index + 1,
    ticket_id: RICH_TICKET_ID,
    is_internal: internal === true,
    is_pinned: pinned === true,
    staff_response: by === ROWAN,
    created_by_email: by,
    is_email_sourced: by === DANA,
    html,
    created_at: stamp(start + after),
    updated_at: stamp(start + after),
    deleted_at: deleted === true ? stamp(start + after + MINUTE) : null,
  }));
}

/** A picture of one pixel. */
const PIXEL =
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==";

const text = (value: string): string => Buffer.from(value).toString("base64");

/** Files of every kind: plain, inline, to be reviewed, blocked, falsely named and too large. */
const FILES: readonly [response: number, name: string, content: string, size?: number][] = [
  [1, "error.png", PIXEL],
  [4, "workstation.log", text("08:11:02 drive X: lost\n08:11:40 drive X: back\n")],
  [4, "UPDD Diag.zip", text("PK\u0003\u0004 invented archive")],
  [4, "driver-setup.exe", text("MZ invented program")],
  [4, "floor-plan.pdf", text("%PDF-1.4\n% invented\n")],
  [4, "recording.mp4", text("\u0000\u0000 invented video"), 41_943_040],
  [5, "passport.png.exe", text("MZ invented program")],
  [5, "statement.pdf", text("MZ a program under a false name")],
  [5, "logo.svg", text('<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>')],
  [3, "switch-port-12.txt", text("Internal: port 12 flaps 40 times an hour\n")],
  [8, "../../etc/passwd", text("a name that tries to leave its folder\n")],
];

export function richAttachments(): Attachment[] {
  return FILES.map(([response, name, content, size], index) => {
    const bytes = Buffer.from(content, "base64");
    return {
      id: 14_494 + index,
      response_id: response,
      name,
      mime_type: sniff(bytes),
      file_size: size ?? bytes.length,
      is_inline: index === 0,
      content_id: index === 0 ? "inline-1@larkfield.example" : null,
      content,
    };
  });
}
