import { text, z, type AnyTool } from "@psa-mcp/core";
import { change } from "../answers/changed.ts";
import { shown } from "../answers/show.ts";
import { defineTool } from "../define.ts";
import { secretNamed, withNamedSecrets } from "../secrets.ts";

const body = z.record(z.string(), z.unknown());

const getSystem = defineTool({
  name: "tickiti_get_system",
  title: "Get system settings",
  tier: "read",
  toolset: "administration",
  description: "Read the settings of the installation.",
  input: z.object({}),
  handler: async ({ vendor }) =>
    shown(await vendor.read("administration.system.index"), "settings"),
});

const updateSystem = defineTool({
  name: "tickiti_update_system",
  title: "Update system settings",
  tier: "write",
  toolset: "administration",
  idempotent: true,
  asksFirst: true,
  description: "Change settings of the installation: fields as tickiti_get_system names them.",
  input: z.object({ fields: body }),
  preview: async ({ input }) =>
    `Change the installation's settings: ${JSON.stringify(input.fields)}?`,
  handler: async ({ input, ...hands }) =>
    change(
      hands,
      "administration.system.update",
      withNamedSecrets(input.fields, hands),
      "Updated the system settings",
    ),
});

const getLicence = defineTool({
  name: "tickiti_get_licence",
  title: "Get licence",
  tier: "read",
  toolset: "administration",
  description: "Read the licence and what the plan includes.",
  input: z.object({}),
  handler: async ({ vendor }) =>
    shown(await vendor.read("administration.licence.index"), "licence"),
});

const getAiSettings = defineTool({
  name: "tickiti_get_ai_settings",
  title: "Get AI settings",
  tier: "read",
  toolset: "administration",
  description: "Read the settings of Tickiti's own AI assistant, without its key; for sysadmins.",
  input: z.object({}),
  handler: async ({ vendor }) => shown(await vendor.read("administration.ai.index"), "settings"),
});

/** Writes that want the owner's password again. */
const owner = {
  current_password_secret: text(100).describe("Name of a secret of TICKITI_SECRETS"),
};

const updateAiSettings = defineTool({
  name: "tickiti_update_ai_settings",
  title: "Update AI settings",
  tier: "destructive",
  calls: { least: "secret", tierOf: () => "secret" },
  toolset: "administration",
  idempotent: true,
  description:
    "Change the settings of Tickiti's own AI assistant, by the names of tickiti_get_ai_settings; the owner's password and ai_api_key are names of the operator's secrets.",
  input: z.object({ ...owner, fields: body, ai_api_key_secret: text(100).optional() }),
  preview: async ({ input }) =>
    `Change the AI assistant's settings: ${JSON.stringify(input.fields)}?`,
  handler: async ({ input, ...hands }) =>
    change(
      hands,
      "administration.ai.update",
      {
        ...withNamedSecrets(input.fields, hands),
        ai_api_key:
          input.ai_api_key_secret === undefined
            ? undefined
            : secretNamed(hands, input.ai_api_key_secret),
        current_password: secretNamed(hands, input.current_password_secret),
      },
      "Updated the AI settings",
    ),
});

const getCustomDomain = defineTool({
  name: "tickiti_get_custom_domain",
  title: "Get custom domain",
  tier: "read",
  toolset: "administration",
  description: "Read the installation's own domain and its state; for sysadmins.",
  input: z.object({}),
  handler: async ({ vendor }) =>
    shown(await vendor.read("administration.custom_domain.status"), "domain"),
});

const updateCustomDomain = defineTool({
  name: "tickiti_update_custom_domain",
  title: "Update custom domain",
  tier: "destructive",
  calls: { least: "secret", tierOf: () => "secret" },
  toolset: "administration",
  idempotent: true,
  description: "Change the installation's own domain: its address changes for everybody.",
  input: z.object({ ...owner, domain: text(253) }),
  preview: async ({ input }) => `Change the installation's domain to ${input.domain}?`,
  handler: async ({ input, ...hands }) =>
    change(
      hands,
      "administration.custom_domain.update",
      {
        domain: input.domain,
        current_password: secretNamed(hands, input.current_password_secret),
      },
      `Changed the domain to ${input.domain}`,
    ),
});

/** The installation itself. */
export const systemTools: readonly AnyTool[] = [
  getSystem,
  updateSystem,
  getLicence,
  getAiSettings,
  updateAiSettings,
  getCustomDomain,
  updateCustomDomain,
];
