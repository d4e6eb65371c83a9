import { table, type Call } from "../call.ts";
import type { Fields, Json } from "../model.ts";
import { text } from "../model.ts";

/** The size of the document on current builds, in bytes. */
const SIZE = 2_127_459;
/** How many claims it has. */
const CLAIMS = 108;

const PERMISSIONS = [
  "tickets",
  "customers",
  "assets",
  "contracts",
  "kb",
  "calendar",
  "reporting",
  "projects",
  "quotes",
  "invoices",
] as const;

/**
 * What `GET /Agent/me` answers on current builds: claims about the signed-in agent, of which a few carry
 * whole configuration documents. As large as measured, and mostly of no use to a caller.
 */
export function claimsOf(call: Call): Fields {
  const { agent, scopes, roles } = call.principal;
  const claims: { type: string; value: Json }[] = [
    { type: "sub", value: String(agent.id) },
    { type: "name", value: text(agent, "name") },
    { type: "email", value: text(agent, "email") },
    { type: "agent_id", value: String(agent.id) },
    { type: "is_agent", value: "true" },
    ...roles.map((role) => ({ type: "role", value: role })),
    ...scopes.map((scope) => ({ type: "scope", value: scope })),
    ...PERMISSIONS.map((name, index) => ({ type: `access_${name}`, value: String(index % 3) })),
  ];
  for (let place = claims.length; place < CLAIMS - 1; place += 1) {
    claims.push({ type: `preference_${place}`, value: String(place % 2 === 0) });
  }
  const document = (padding: number): Fields => ({
    id: agent.id,
    name: text(agent, "name"),
    is_agent: true,
    claims: [...claims, { type: "configuration", value: configuration(call, padding) }],
  });
  const bare = Buffer.byteLength(JSON.stringify(document(0)));
  return document(Math.max(0, SIZE - bare));
}

/** The set-up that the vendor's own pages load at sign-in, as text within a claim. */
function configuration(call: Call, length: number): string {
  const unit = table(call, "statuses")
    .all()
    .map((row) => `${row.id}:${text(row, "name")};`)
    .join("");
  return unit.repeat(Math.ceil(length / unit.length)).slice(0, length);
}
