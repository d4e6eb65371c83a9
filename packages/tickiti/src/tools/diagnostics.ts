import { z, type AnyTool } from "@psa-mcp/core";
import { change } from "../answers/changed.ts";
import { shown } from "../answers/show.ts";
import { passedOn } from "../arguments.ts";
import { defineTool } from "../define.ts";

const getDiagnostics = defineTool({
  name: "tickiti_get_diagnostics",
  title: "Get diagnostics settings",
  tier: "read",
  toolset: "administration",
  description: "Read what the installation records about itself.",
  input: z.object({}),
  handler: async ({ vendor }) =>
    shown(await vendor.read("administration.diagnostics.index"), "diagnostics"),
});

const fetchDiagnostics = defineTool({
  name: "tickiti_fetch_diagnostics",
  title: "Fetch diagnostics",
  tier: "read",
  toolset: "administration",
  description: "Read the diagnostics that were recorded.",
  input: z.object({ filters: passedOn }),
  handler: async ({ input, vendor }) =>
    shown(await vendor.read("administration.diagnostics.fetch", input.filters), "diagnostics"),
});

const updateDiagnostics = defineTool({
  name: "tickiti_update_diagnostics",
  title: "Update diagnostics",
  tier: "write",
  toolset: "administration",
  idempotent: true,
  description: "Change what is recorded: fields as tickiti_get_diagnostics names them.",
  input: z.object({ fields: z.record(z.string(), z.unknown()) }),
  handler: async ({ input, ...hands }) =>
    change(hands, "administration.diagnostics.update", input.fields, "Updated the diagnostics"),
});

const uploadDiagnostics = defineTool({
  name: "tickiti_upload_diagnostics",
  title: "Upload diagnostics",
  tier: "write",
  toolset: "administration",
  asksFirst: true,
  description: "Send the recorded diagnostics to Tickiti's makers.",
  input: z.object({ upload: z.boolean().optional() }),
  preview: async () => "Send the recorded diagnostics of this installation to Tickiti's makers?",
  handler: async ({ input, ...hands }) =>
    change(
      hands,
      "administration.diagnostics.upload",
      { upload: input.upload ?? true },
      "Uploaded the diagnostics",
    ),
});

/** What the installation tells about itself. */
export const diagnosticsTools: readonly AnyTool[] = [
  getDiagnostics,
  fetchDiagnostics,
  updateDiagnostics,
  uploadDiagnostics,
];
