import type { Condition, Perspective, StockResponse, Template, Watchlist } from "../model.ts";
import { list, type SeedContext, type SeedTables } from "./context.ts";

const COLUMNS = ["subject", "status", "priority", "queue_name", "originator_email", "updated_at"];

type View = [name: string, conditions: Condition[], extra?: Partial<Perspective>];

const open: Condition = { field: "status", operator: "=", value: "open" };

const VIEWS: readonly View[] = [
  ["All", []],
  ["Open", [open]],
  ["Assigned to me", [open, { field: "assigned", operator: "=", value: "me" }]],
  ["Unassigned", [open, { field: "assigned", operator: "=", value: "" }]],
  ["On hold", [{ field: "status", operator: "=", value: "on-hold" }]],
  ["Closed", [{ field: "status", operator: "=", value: "closed" }]],
  [
    "Urgent and high",
    [open, { field: "priority", operator: "in", value: ["high", "urgent"] }],
    {
      built_in: false,
      shared: true,
      owner_id: 3,
      orders: [{ field: "priority", ascending: false }],
    },
  ],
  [
    "Rowan's visits",
    [{ field: "queue", operator: "=", value: "Field Service" }],
    { built_in: false, owner_id: 4, columns: ["subject", "on_hold_until"] },
  ],
  [
    "Grace's billing",
    [{ field: "queue", operator: "=", value: "Accounts" }],
    { built_in: false, owner_id: 3 },
  ],
];

function perspectives(): Perspective[] {
  return list<View, Perspective>(VIEWS, ([name, conditions, extra]) => ({
    name,
    built_in: true,
    shared: false,
    show_in_crm: false,
    owner_id: null,
    conditions,
    orders: [{ field: "updated_at", ascending: false }],
    columns: COLUMNS,
    ...extra,
  }));
}

function watchlists({ rows }: SeedContext): Watchlist[] {
  const ids = (queue: number, count: number): number[] =>
    rows("tickets")
      .filter(({ queue_id }) => queue_id === queue)
      .slice(0, count)
      .map(({ id }) => id);
  return [
    {
      id: 1,
      name: "Spare parts",
      icon: "wrench",
      shared: true,
      owner_id: 3,
      ticket_ids: ids(2, 6),
    },
    {
      id: 2,
      name: "My follow-ups",
      icon: "star",
      shared: false,
      owner_id: 4,
      ticket_ids: ids(1, 4),
    },
    { id: 3, name: "Month end", icon: "flag", shared: false, owner_id: 3, ticket_ids: ids(3, 5) },
  ];
}

function stockResponses(): StockResponse[] {
  const texts: [title: string, category: string, content: string][] = [
    ["Greeting", "General", "<p>Hello,</p><p>thank you for writing to Larkfield.</p>"],
    ["Ask for the exact message", "Support", "<p>Please send the exact text of the message.</p>"],
    ["Visit planned", "Field Service", "<p>A colleague comes by within two days.</p>"],
    ["Invoice corrected", "Accounts", "<p>The corrected invoice is attached.</p>"],
    ["Closing", "General", "<p>I close this ticket. Answer this mail to open it again.</p>"],
  ];
  return list<(typeof texts)[number], StockResponse>(texts, ([title, category, content]) => ({
    title,
    category,
    subcategory: "",
    content,
  }));
}

function templates(): Template[] {
  const texts: [type: string, identifier: string, subject: string, content: string][] = [
    [
      "template",
      "welcome",
      "Welcome, {{name}}",
      "<p>Dear {{name}},</p><p>welcome to Larkfield.</p>",
    ],
    [
      "template",
      "maintenance",
      "Maintenance on {{date}}",
      "<p>We work on {{system}} on {{date}}.</p>",
    ],
    ["template", "backup-failed", "Backup of {{server}} failed", "<p>{{server}}: {{error}}</p>"],
    [
      "template",
      "contract_review.public",
      "",
      "<p>Your contract {{contract}} is being reviewed.</p>",
    ],
    [
      "template",
      "contract_review.private",
      "",
      "<p>Review {{contract}} of {{customer}} ({{uid}}).</p>",
    ],
    [
      "template",
      "contract_review.final",
      "",
      "<p>The review of {{contract}} ended: {{decision}}.</p>",
    ],
    [
      "faq",
      "faq-vpn",
      "How do I connect to the VPN?",
      "<p>Start the client and choose <b>Larkfield</b>.</p>",
    ],
    ["faq", "faq-password", "How do I change my password?", "<p>Press Ctrl, Alt and Del.</p>"],
    ["faq", "faq-invoices", "Where are my invoices?", "<p>In the customer portal.</p>"],
  ];
  return list<(typeof texts)[number], Template>(texts, ([type, identifier, subject, content]) => ({
    type,
    identifier,
    category: type === "faq" ? "Help" : "Mail",
    subcategory: "",
    subject,
    content,
    images: 0,
  }));
}

export const settingsTables: Pick<
  SeedTables,
  "perspectives" | "watchlists" | "stockResponses" | "templates"
> = { perspectives, watchlists, stockResponses, templates };
