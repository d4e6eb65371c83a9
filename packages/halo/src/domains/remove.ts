import {
  id,
  joinPaths,
  message,
  path as pathOf,
  PsaError,
  z,
  type AnyTool,
  type Query,
} from "@psa-mcp/core";
import type { HaloApi } from "../api.ts";
import { parameters } from "../reference/parameters.ts";
import {
  checkedSchema,
  encode,
  listedSchema,
  readParameters,
  type Parameter,
} from "../wire/parameters.ts";
import type { Domain } from "./domain.ts";
import { idSchema, readOne } from "./get.ts";
import { headline } from "./rows.ts";
import { toolOf } from "./tool.ts";

interface RemoveInput {
  readonly id: number | string;
  readonly ticket_id?: number;
  readonly [option: string]: unknown;
}

const ticketId = id("ticket");

/** `halo_<stem>_delete`. */
export function removeTool(domain: Domain, toolset: readonly string[]): AnyTool {
  const { stem, noun, notes } = domain;
  const options = readParameters(stem, parameters[stem]?.delete ?? "").filter(
    ({ name }) => name !== "ticket_id",
  );
  return toolOf({
    name: `halo_${stem}_delete`,
    title: `Delete ${noun}`,
    tier: "destructive",
    toolset,
    description: `Delete one ${noun} by its id.${domain.recovers === true ? " It can be restored." : ""}${notes?.delete === undefined ? "" : ` ${notes.delete}`}`,
    input: () =>
      z.object({
        id: idSchema(domain),
        ...(domain.withinTicket === true ? { ticket_id: ticketId } : {}),
        ...Object.fromEntries(options.map((one) => [one.name, listedSchema(one)])),
      }),
    accepts: () =>
      z.object(Object.fromEntries(options.map((one) => [one.name, checkedSchema(one)]))),
    preview: async ({ input, vendor }) =>
      `Delete ${await named(vendor, domain, input as RemoveInput)}.`,
    async handler({ input: given, vendor, settings }) {
      if (settings["haloAllowDelete"] === false) {
        throw new PsaError("unsupported", "Deleting is switched off on this server.", {
          advice: "An operator switches it on with HALO_ALLOW_DELETE=true.",
        });
      }
      const input = given as RemoveInput;
      const what = await named(vendor, domain, input);
      await vendor.remove(joinPaths(domain.path, pathOf`/${input.id}`), {
        query: queryOf(domain, options, input),
        before: { [noun]: what },
      });
      const undo =
        domain.recovers === true
          ? ` To bring it back: halo_${stem}_upsert with data {"id": ${String(input.id)}, "_recover": true, "_validate_updates": true}.`
          : "";
      return message(`Deleted ${what}.${undo}`, { id: input.id, deleted: true });
    },
  });
}

function queryOf(domain: Domain, options: readonly Parameter[], input: RemoveInput): Query {
  return {
    ...Object.fromEntries(options.map(({ name, wire }) => [wire, encode(input[name], "json")])),
    ...(domain.withinTicket === true ? { ticket_id: input.ticket_id } : {}),
  };
}

/** What is about to go, by name; throws `not_found` when it is not there. */
async function named(vendor: HaloApi, domain: Domain, input: RemoveInput): Promise<string> {
  // Reading an attachment would fetch the file.
  if (domain.stem === "attachments") return `attachment ${String(input.id)}`;
  const record = await readOne(vendor, domain, input.id, {
    ...(domain.withinTicket === true ? { ticket_id: input.ticket_id } : {}),
    ...(domain.stem === "fields" && input["kind"] !== undefined
      ? { kind: String(input["kind"]) }
      : {}),
  });
  return headline(domain, { ...record, id: input.id });
}
