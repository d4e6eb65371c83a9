import { html } from "../../http/message.ts";
import { now, table } from "../call.ts";
import { ApiError } from "../errors.ts";
import { addResource, type AddRoute } from "../engine.ts";
import { among, equals, from, isListed, until } from "../filters.ts";
import { text, toHtml, toText } from "../model.ts";
import { flag, one } from "../query.ts";
import { visible, type Resource } from "../resource.ts";
import { guid } from "../seed/context.ts";
import { advancedSearch } from "./advanced-search.ts";

const BODIES = [
  "resolution",
  "resolution_html",
  "description_html",
  "creator_id",
  "creator_name",
  "faqlists",
];

const articles: Resource = {
  path: "/KBArticle",
  table: "articles",
  envelope: "articles",
  paged: true,
  area: "kb",
  listed(call, row) {
    const narrowed = ["pageinate", "count", "search", "type", "faqlists"].some((name) =>
      call.query.has(name),
    );
    if (!narrowed && call.state.switches.unfilteredArticles === "timeout") {
      throw new ApiError(html(504, "<html><body><h1>504 Gateway Time-out</h1></body></html>"));
    }
    return isListed(call, row);
  },
  filters: {
    type: equals("type"),
    faqlists: (call, name) => {
      const wanted = among("$faq")(call, name);
      if (!wanted) return undefined;
      return (row) => {
        const lists = row["faqlists"];
        return (
          Array.isArray(lists) &&
          lists.some((entry) => wanted({ id: 0, $faq: (entry as { id: number }).id }))
        );
      };
    },
    advanced_search: advancedSearch,
  },
  search: ["name", "description", "kb_tags", "resolution"],
  order: ["name", false],
  brief: (call, row) => ({
    ...visible(row, BODIES),
    ...(one(call, "search") === undefined ? {} : { search_score: 1 }),
  }),
  required: [["name", "Name must be entered"]],
  defaults: (call) => ({
    inactive: false,
    type: 0,
    view_count: 0,
    useful_count: 0,
    notuseful_count: 0,
    date_created: now(call),
    description: "",
    resolution: "",
    kb_tags: "",
    tag_string: "",
    creator_id: Number(call.principal.agent.id),
    creator_name: text(call.principal.agent, "name"),
    customfields: [],
    use: "kb",
  }),
  check(call, { row, given }) {
    row["date_edited"] = now(call);
    for (const name of ["description", "resolution"]) {
      if (typeof given[`${name}_html`] === "string") {
        row[name] = toText(text(given, `${name}_html`));
      } else if (typeof given[name] === "string") {
        row[`${name}_html`] = toHtml(text(given, name));
      }
    }
  },
};

const cannedTexts: Resource = {
  path: "/CannedText",
  table: "cannedtexts",
  area: "config",
  editArea: "tickets",
  filters: {
    group_id: equals("group_id"),
    agent_id: equals("agent_id"),
    team_id: equals("team_id"),
  },
  order: ["name", false],
  required: [["name", "Name must be entered"]],
  unique: [["name", "Name must be unique"]],
  defaults: (call) => ({
    guid: guid(30, table(call, "cannedtexts").nextId()),
    group_id: 1,
    text: "",
    html: "",
  }),
};

const tags: Resource = {
  path: "/Tags",
  table: "tags",
  area: "config",
  editArea: "tickets",
  required: [["text", "Text must be entered"]],
  unique: [["text", "Text must be unique"]],
};

/** Not one of the filters that clients send is in the vendor's specification; every row is listed. */
const feedbacks: Resource = {
  path: "/Feedback",
  table: "feedbacks",
  area: "tickets",
  order: ["date", true],
  unlisted: {
    ticket_id: equals("ticket_id"),
    client_id: equals("$client"),
    agent_id: equals("$agent"),
  },
  find(call, id) {
    const row = table(call, "feedbacks").get(id);
    if (row && flag(call, "clearcomment") === true) {
      return table(call, "feedbacks").update(row, { comment: "" });
    }
    return row;
  },
  defaults: (call) => ({ date: now(call), comment: "", score: 0, score_band: 0 }),
};

const audits: Resource = {
  path: "/Audit",
  table: "audits",
  envelope: "audit",
  area: "admin",
  order: ["date", true],
  unlisted: {
    ticket_id: equals("ticket_id"),
    agent_id: equals("agent_id"),
    start_date: from("date"),
    end_date: until("date"),
  },
  defaults: (call) => ({ date: now(call), agent_id: Number(call.principal.agent.id) }),
};

export function addKnowledge(add: AddRoute): void {
  for (const resource of [articles, cannedTexts, tags, feedbacks, audits]) {
    addResource(add, resource);
  }
}
