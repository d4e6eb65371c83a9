import { boilerplate } from "../../frontend-files.ts";
import { text, type Row, type Value } from "../../model.ts";
import { initialFields } from "../../records.ts";
import type { Context } from "../dispatch.ts";
import { CHANGES, ToolFailure, type Tool } from "../tool.ts";

export const frontendOperations: Tool = {
  name: "frontend_operations",
  title: "Frontend operations",
  description:
    "Lists, creates, reads, writes and deletes frontends: small web pages served below /frontends/. A new one has index.html, css/style.css and js/app.js; the content security policy allows no inline scripts.",
  inputSchema: {
    type: "object",
    properties: {
      operation: { type: "string", enum: ["list", "create", "read", "write", "delete"] },
      name: { type: "string", description: "Name of the frontend." },
      path: { type: "string", description: "A file of it; without it, all of it." },
      content: { type: "string" },
    },
    required: ["operation"],
    additionalProperties: false,
  },
  annotations: CHANGES,
  run(context, given) {
    const frontends = context.state.store.table("frontends");
    switch (given["operation"]) {
      case "list":
        return { frontends: frontends.all().map((row) => listed(context, row)) };
      case "create":
        return create(context, String(given["name"] ?? ""));
      case "read":
        return read(context, given);
      case "write":
        return write(context, given);
      default:
        return remove(context, given);
    }
  },
};

function listed(context: Context, row: Row): Record<string, Value> {
  const name = text(row, "name");
  const files = filesOf(context, row).map((file) => text(file, "path"));
  return { name, url: `/frontends/${name}`, created_by: row["created_by"], files };
}

function filesOf({ state }: Context, frontend: Row): Row[] {
  return state.store.table("frontendfiles").by("frontend", frontend.id);
}

function create(context: Context, name: string): Value {
  const { store } = context.state;
  if (!/^[a-z0-9][a-z0-9-]{0,62}$/.test(name)) {
    throw new ToolFailure("name: lower-case letters, digits and hyphens.");
  }
  if (store.table("frontends").by("name", name).length > 0) {
    throw new ToolFailure(`Frontend '${name}' exists already.`);
  }
  const created_by = context.principal.username;
  const row = store.table("frontends").insert(initialFields("frontends", { name, created_by }));
  for (const [path, content] of Object.entries(boilerplate(name))) {
    store.table("frontendfiles").insert({ frontend: row.id, path, content });
  }
  return { success: true, ...listed(context, row) };
}

function find(context: Context, given: Readonly<Record<string, unknown>>): Row {
  const [row] = context.state.store.table("frontends").by("name", given["name"]);
  if (row === undefined)
    throw new ToolFailure(`Frontend '${String(given["name"])}' was not found.`);
  return row;
}

function read(context: Context, given: Readonly<Record<string, unknown>>): Value {
  const row = find(context, given);
  if (given["path"] === undefined) return listed(context, row);
  const file = filesOf(context, row).find((candidate) => candidate["path"] === given["path"]);
  if (file === undefined) throw new ToolFailure(`File '${String(given["path"])}' was not found.`);
  return { name: text(row, "name"), path: file["path"], content: file["content"] };
}

function write(context: Context, given: Readonly<Record<string, unknown>>): Value {
  const row = find(context, given);
  const { path, content } = given;
  if (typeof path !== "string" || typeof content !== "string") {
    throw new ToolFailure("path and content are required.");
  }
  if (!/^[\w-][\w./-]*$/.test(path) || path.split("/").includes("..")) {
    throw new ToolFailure(`path: '${path}' is not a path inside the frontend.`);
  }
  const table = context.state.store.table("frontendfiles");
  const old = filesOf(context, row).find((file) => file["path"] === path);
  if (old === undefined) table.insert({ frontend: row.id, path, content });
  else table.update(old.id, { content });
  const isInline = /<script(?![^>]*\ssrc=)[^>]*>|\son\w+\s*=/i.test(content);
  const warnings =
    path.endsWith(".html") && isInline
      ? ["The content security policy will not run inline scripts; move them to a file."]
      : [];
  return { success: true, name: text(row, "name"), path, created: old === undefined, warnings };
}

function remove(context: Context, given: Readonly<Record<string, unknown>>): Value {
  const row = find(context, given);
  const { store } = context.state;
  const { path } = given;
  const files = filesOf(context, row).filter((file) => path === undefined || file["path"] === path);
  if (files.length === 0) throw new ToolFailure(`File '${String(path)}' was not found.`);
  for (const { id } of files) store.table("frontendfiles").remove(id);
  if (path === undefined) store.table("frontends").remove(row.id);
  return { success: true, name: text(row, "name"), deleted_files: files.length };
}
