import { plainHeaders } from "../program/http.ts";
import { bearer, tokens } from "../scene.ts";
import { admin, initialize, inSession, list, needsChallenge, type HttpRow } from "./row.ts";

/** Who may not come in at all. */
export const accessRows: readonly HttpRow[] = [
  {
    name: "no credentials",
    sent: () => ({ headers: plainHeaders, body: initialize }),
    status: 401,
    check: needsChallenge,
  },
  {
    name: "a wrong bearer",
    sent: () =>
      admin({ headers: { authorization: "Bearer wrong-token-0000000000" }, body: initialize }),
    status: 401,
    check: needsChallenge,
  },
  ...[
    ["an empty bearer", "Bearer"],
    ["Basic", `Basic ${Buffer.from(`a:${tokens.admin}`).toString("base64")}`],
    ["a token without scheme", tokens.admin],
    ["a bearer with something behind", `Bearer ${tokens.admin} x`],
    ["a bearer of two tokens", `Bearer ${tokens.viewer},${tokens.admin}`],
    ["a longer token", `Bearer ${tokens.admin}x`],
    ["a shorter token", `Bearer ${tokens.admin.slice(0, -1)}`],
    ["another first character", `Bearer X${tokens.admin.slice(1)}`],
    ["another last character", `Bearer ${tokens.admin.slice(0, -1)}X`],
    ["another case", `Bearer ${tokens.admin.toUpperCase()}`],
    ["the label", "Bearer ada"],
    ["label and token", `Bearer ada:${tokens.admin}`],
    ["a very long token", `Bearer ${"x".repeat(8000)}`],
  ].map(([name, authorization]): HttpRow => ({
    name: `authorization: ${name}`,
    sent: () => admin({ headers: { authorization }, body: initialize }),
    status: [400, 401],
  })),
  ...["token", "access_token", "api_key", "authorization", "key"].map((name): HttpRow => ({
    name: `the token in the address as ${name}`,
    sent: () => ({ path: `/mcp?${name}=${tokens.admin}`, headers: plainHeaders, body: initialize }),
    status: 401,
  })),
  {
    name: "a session's id without credentials",
    sent: ({ session }) => ({
      headers: { ...plainHeaders, "mcp-session-id": session.id },
      body: list,
    }),
    status: 401,
  },
  {
    name: "a session's id with another's credentials",
    sent: (probing) => inSession(probing, { headers: bearer("viewer") }),
    status: 403,
  },
  {
    name: "another's stream",
    sent: (probing) => ({
      ...inSession(probing, { method: "GET", headers: bearer("editor") }),
      body: "",
    }),
    status: 403,
  },
  {
    name: "the end of another's session",
    sent: (probing) => ({
      ...inSession(probing, { method: "DELETE", headers: bearer("editor") }),
      body: "",
    }),
    status: 403,
  },
  {
    name: "an upload without credentials",
    sent: ({ uploadRoute }) => ({ method: "PUT", path: `${uploadRoute}/x`, body: "x" }),
    status: 401,
  },
];

/** Where requests may come from and go to. */
export const guardRows: readonly HttpRow[] = [
  ...[
    "https://evil.example",
    "null",
    "http://127.0.0.1.evil.example",
    "http://localhost@evil.example",
    "file://",
    "*",
  ].map((origin): HttpRow => ({
    name: `the origin ${origin}`,
    sent: (probing) => inSession(probing, { headers: { origin } }),
    status: 403,
    check: ({ headers }) =>
      headers["access-control-allow-origin"] === undefined ? undefined : "a CORS permission",
  })),
  {
    name: "a preflight from a foreign origin",
    sent: () => ({
      method: "OPTIONS",
      headers: { origin: "https://evil.example", "access-control-request-method": "POST" },
    }),
    status: 403,
  },
  ...[
    "evil.example",
    "evil.example:80",
    "127.0.0.1.evil.example",
    "localhost.evil.example",
    "a b",
    "127.0.0.1@evil.example",
    "[::1",
  ].map((host): HttpRow => ({
    name: `the host ${host}`,
    sent: (probing) => inSession(probing, { headers: { host } }),
    status: [400, 403],
  })),
  {
    name: "a forwarded host",
    sent: (probing) =>
      inSession(probing, { headers: { host: "evil.example", "x-forwarded-host": "127.0.0.1" } }),
    status: 403,
  },
];
