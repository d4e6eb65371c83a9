import { permissionsOf } from "../access.ts";
import { COMPONENTS, partsOf } from "../components.ts";
import { flag, text, type Value } from "../model.ts";
import type { Context } from "./dispatch.ts";
import { listed } from "./paging.ts";
import { ProtocolError, RESOURCE_NOT_FOUND } from "./messages.ts";

const DOCUMENTATION: Readonly<Record<string, { title: string; text: string }>> = {
  "glyue://docs/hooks": {
    title: "Hooks",
    text: "# Hooks\n\nAn integration has four hooks: before, on success, on failure, finally. Each holds code. `input` is what came in, `output` what goes out.\n",
  },
  "glyue://docs/field-mappings": {
    title: "Field mappings",
    text: "# Field mappings\n\nA field mapping puts the value of an expression into a field of a request. `nullable` allows a value that cannot be worked out.\n",
  },
};

const PREFIX = "glyue://integrations/";

/** `resources/list`: the system documentation, and the integrations that the caller may read. */
export function listResources(
  { state, principal }: Context,
  params: Readonly<Record<string, unknown>>,
): Value {
  const documents = Object.entries(DOCUMENTATION).map(([uri, { title }]) => ({
    uri,
    name: title,
    title,
    mimeType: "text/markdown",
  }));
  const integrations = state.store
    .table("integrations")
    .all()
    .filter((row) => flag(row, "active") && permissionsOf(state, principal, row).read)
    .map((row) => ({
      uri: `${PREFIX}${text(row, "path_name")}`,
      name: text(row, "path_name"),
      description: text(row, "description"),
      mimeType: "application/json",
    }));
  return listed(state.switches, params, "resources", [...documents, ...integrations]);
}

/** `resources/templates/list` */
export function listTemplates(): Value {
  return {
    resourceTemplates: [
      {
        uriTemplate: `${PREFIX}{path_name}`,
        name: "integration",
        title: "A deployed integration",
        mimeType: "application/json",
      },
    ],
  };
}

/** `resources/read` */
export function readResource(
  { state, principal }: Context,
  params: Readonly<Record<string, unknown>>,
): Value {
  const uri = String(params["uri"]);
  const document = Object.hasOwn(DOCUMENTATION, uri) ? DOCUMENTATION[uri] : undefined;
  if (document !== undefined) {
    return { contents: [{ uri, mimeType: "text/markdown", text: document.text }] };
  }
  const name = uri.startsWith(PREFIX) ? uri.slice(PREFIX.length) : undefined;
  const [integration] = state.store.table("integrations").by("path_name", name);
  if (integration === undefined || !permissionsOf(state, principal, integration).read) {
    throw new ProtocolError(RESOURCE_NOT_FOUND, `Resource not found: ${uri}`);
  }
  const whole = {
    integration,
    ...Object.fromEntries(
      COMPONENTS.map((component) => [component.table, partsOf(state, integration, component)]),
    ),
  };
  return { contents: [{ uri, mimeType: "application/json", text: JSON.stringify(whole) }] };
}
