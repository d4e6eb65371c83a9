import { text, type Row } from "../model.ts";
import { cycle, daysAgo, guid, list, mixed, times, type SeedTables } from "./context.ts";
import { FIRST_TICKET, ticketCount } from "./plan.ts";
import { NOTES, SUBJECTS } from "./prose.ts";

const TAGS = ["vip", "onboarding", "hardware", "security", "follow-up", "naïve-tëst"] as const;

const FOLDERS = ["General", "Signatures"] as const;

export const knowledgeTables: SeedTables = {
  articles: (context) =>
    times(300, (id, index) => {
      const [subject, category] = cycle(SUBJECTS, index);
      const resolution = `${cycle(NOTES, index)}\r\n\r\nSee also article ${(id % 300) + 1}.`;
      return {
        name: `${subject}: how to solve it (${Math.floor(index / SUBJECTS.length) + 1})`,
        description: `What to do about "${subject}".`,
        description_html: `<p>What to do about "${subject}".</p>`,
        resolution,
        resolution_html: `<p>${resolution.replaceAll("\r\n", "<br>").replaceAll("<site>", "")}</p>`,
        view_count: Math.floor(mixed(index, 51) * 400),
        useful_count: Math.floor(mixed(index, 52) * 40),
        notuseful_count: Math.floor(mixed(index, 53) * 6),
        date_created: daysAgo(context, 700 - index * 2),
        date_edited: daysAgo(context, 350 - index),
        tag_string: category.split(">").join(", "),
        kb_tags: category.split(">").join(","),
        inactive: index % 25 === 24,
        type: index % 2,
        next_review_date: daysAgo(context, -90),
        customfields: [],
        editor_type: 0,
        creator_id: 8,
        creator_name: "Marta Hollis",
        faqlists: [{ id: 1 + (index % 3), name: cycle(["Users", "Agents", "Managers"], index) }],
        use: "kb",
      };
    }),

  cannedtexts: () =>
    times(24, (id, index) => ({
      guid: guid(30, id),
      name: `Answer ${id}: ${cycle(SUBJECTS, index)[0]}`,
      group_id: 1 + (index % 2),
      group_name: FOLDERS[index % 2],
      text: "Hello $USERNAME,\r\n\r\nthank you for your message. We are looking into it.",
      html: "<p>Hello $USERNAME,</p><p>thank you for your message. We are looking into it.</p>",
      restriction_type: 0,
      department_id: 0,
      team_id: 0,
      agent_id: 0,
    })),

  tags: () => list(TAGS, (name) => ({ text: name })),

  feedbacks: (context) =>
    times(400, (id, index) => {
      const place = Math.floor((index / 400) * ticketCount(context));
      const ticket = context.find("tickets", FIRST_TICKET + place);
      return {
        ticket_id: Number(ticket.id),
        key: guid(31, id),
        score: cycle([5, 4, 5, 3, 5, 1], index),
        date: text(ticket, "last_update"),
        comment: index % 4 === 0 ? cycle(["Quick, thank you!", "Took too long 😕", ""], index) : "",
        score_band: cycle([1, 1, 1, 2, 1, 3], index),
        feedback_faultid: Number(ticket.id),
        $client: ticket["client_id"],
        $agent: ticket["agent_id"],
      };
    }),

  audits: (context): Row[] =>
    times(200, (_, index) => {
      const place = Math.floor((index / 200) * ticketCount(context));
      const ticket = context.find("tickets", FIRST_TICKET + place);
      return {
        ticket_id: Number(ticket.id),
        agent_id: 8,
        date: text(ticket, "last_update"),
        value: "status_id",
        from: "2",
        to: String(ticket["status_id"]),
        table_name: "FAULTS",
        clientid: ticket["client_id"],
      };
    }),
};
