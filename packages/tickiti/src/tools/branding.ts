import { message, PsaError, text, z, type AnyTool, type ToolContext } from "@psa-mcp/core";
import { change } from "../answers/changed.ts";
import { shown } from "../answers/show.ts";
import type { TickitiApi } from "../api.ts";
import { defineTool } from "../define.ts";
import { pictureType } from "../tickets/pictures.ts";

const getBranding = defineTool({
  name: "tickiti_get_branding",
  title: "Get branding",
  tier: "read",
  toolset: "administration",
  description: "Read names, colours and logos of the installation.",
  input: z.object({}),
  handler: async ({ vendor }) =>
    shown(await vendor.read("administration.branding.index"), "branding"),
});

const updateBranding = defineTool({
  name: "tickiti_update_branding",
  title: "Update branding",
  tier: "write",
  toolset: "administration",
  idempotent: true,
  description: "Change names and colours: fields as tickiti_get_branding names them.",
  input: z.object({ fields: z.record(z.string(), z.unknown()) }),
  handler: async ({ input, ...hands }) =>
    change(hands, "administration.branding.update", input.fields, "Updated the branding"),
});

const resetAppLogo = defineTool({
  name: "tickiti_reset_app_logo",
  title: "Reset app logo",
  tier: "write",
  toolset: "administration",
  idempotent: true,
  erases: true,
  description: "Put Tickiti's own logo back in place of the installation's.",
  input: z.object({}),
  handler: async (hands) =>
    change(hands, "administration.branding.reset_app_logo", {}, "Reset the app's logo"),
});

const resetEmailLogo = defineTool({
  name: "tickiti_reset_email_logo",
  title: "Reset e-mail logo",
  tier: "write",
  toolset: "administration",
  idempotent: true,
  erases: true,
  description: "Put Tickiti's own logo back into outgoing mail.",
  input: z.object({}),
  handler: async (hands) =>
    change(hands, "administration.branding.reset_email_logo", {}, "Reset the mail's logo"),
});

const MOST_BYTES = 5 * 1024 * 1024;

const logo = z.object({
  path: text(4000).optional().meta({ needs: "local-files" }),
  upload_id: text(100).optional().meta({ needs: "uploads" }),
});

/** The logo's bytes, from this machine or from an upload slot. */
async function logoOf(
  input: z.output<typeof logo>,
  { files, client }: Pick<ToolContext<unknown, TickitiApi>, "files" | "client">,
): Promise<{ bytes: Uint8Array; fileName: string; mimeType: string }> {
  if ((input.path === undefined) === (input.upload_id === undefined)) {
    throw new PsaError("invalid_arguments", "Give exactly one of path and upload_id.");
  }
  if (input.upload_id !== undefined && client.dryRun) {
    return { bytes: new Uint8Array(), fileName: "logo", mimeType: "image/png" };
  }
  const found =
    input.path === undefined
      ? await files.takeUpload?.(input.upload_id ?? "")
      : await files.readLocal?.(input.path, { maxBytes: MOST_BYTES });
  if (found === undefined) {
    throw new PsaError("unsupported", "This server takes no files in that way.", {
      advice: "path needs stdio and TICKITI_ATTACHMENT_ROOTS; upload_id needs HTTP.",
    });
  }
  const mimeType = pictureType(found.bytes);
  if (mimeType === undefined || found.bytes.length > MOST_BYTES) {
    throw new PsaError(
      "invalid_arguments",
      "A logo is a PNG, JPEG, GIF, WebP or BMP of at most 5 MB.",
    );
  }
  return { bytes: found.bytes, fileName: found.fileName ?? "logo", mimeType };
}

const uploadLogo = (which: "app" | "email") =>
  defineTool({
    name: `tickiti_upload_${which}_logo`,
    title: which === "app" ? "Upload app logo" : "Upload e-mail logo",
    tier: "write",
    toolset: "administration",
    asksFirst: ({ path }) => path !== undefined,
    description:
      which === "app"
        ? "Replace the logo of the app by a picture: a local path, or upload_id of tickiti_request_upload."
        : "Replace the logo of outgoing mail by a picture: a local path, or upload_id of tickiti_request_upload.",
    input: logo,
    preview: async ({ input }) => `Upload ${input.path ?? "the picture"} as the ${which} logo?`,
    handler: async ({ input, vendor, files, client }) => {
      const picture = await logoOf(input, { files, client });
      // The field's name is not established; these routes know no other file.
      await vendor.write(
        which === "app" ? "administration.branding.app_logo" : "administration.branding.email_logo",
        {},
        { file: { field: "file", ...picture } },
      );
      return message(`Replaced the ${which} logo.`);
    },
  });

/** How the installation looks. */
export const brandingTools: readonly AnyTool[] = [
  getBranding,
  updateBranding,
  uploadLogo("app"),
  uploadLogo("email"),
  resetAppLogo,
  resetEmailLogo,
];
