import { PsaError, segment, type ApiPath } from "@psa-mcp/core";
import { catalogue, findOperations, operationAt, type Operation } from "./catalogue.ts";

/** Paths that hand out, change or use secrets and sign-ins: the settings of integrations and mailboxes among them. */
const CLOSED =
  /^\/(?:PasswordField|KeyVault|SecureSecretLink|Application|IntegrationConfiguration|Mailbox|Certificate|ExternalLink|NHD\w*|auth\w*Settings|\w+Details)(?:\/|$)|password|secret|token|credential|apikey|presigned|loginas|impersonat/i;

/** Paths that answer files. */
const FILES = /^\/Attachment\/(?:\{id\}|image|document|nhserver)|\/PDF\//i;

/** An operation that may be called, with the path to send. */
export interface Allowed {
  readonly operation: Operation;
  readonly path: ApiPath;
}

const refused = (message: string, advice: string): PsaError =>
  new PsaError("invalid_arguments", `path: ${message}`, { advice });

/**
 * The operation that a caller's method and path mean. Throws `invalid_arguments` for what is no plain path or not
 * documented, `forbidden` for what stays closed, `unsupported` for files.
 */
export function allowed(method: string, given: string): Allowed {
  const path = plainPath(given.trim());
  if (CLOSED.test(path)) {
    throw new PsaError(
      "forbidden",
      "This part of the API is about secrets or sign-in; it stays closed here.",
      {
        advice: "Look at it in Halo itself.",
      },
    );
  }
  const operation = operationAt(method, path);
  if (operation === undefined) {
    const others = catalogue
      .filter((one) => operationAt(one.method, path) === one)
      .map((one) => one.method);
    const near = findOperations(path, 3).map((one) => `${one.method} ${one.path}`);
    throw refused(
      `the index has no ${method} ${path.slice(0, 100)}.`,
      others.length > 0
        ? `There is ${others.join(", ")} at this path.`
        : near.length === 0
          ? "Ask halo_api_search."
          : `Perhaps ${near.join(", ")}? Ask halo_api_search.`,
    );
  }
  if (method === "GET" && FILES.test(operation.path)) {
    throw new PsaError("unsupported", "This answers a file.", {
      advice: "halo_attachments_download reads attachments.",
    });
  }
  return { operation, path: filled(operation, path) };
}

function plainPath(given: string): string {
  if (/^[a-z][a-z0-9+.-]*:|^\/\//i.test(given)) {
    throw refused("an address is not taken.", "Give the path below /api, such as /Tickets/4102.");
  }
  if (/[?#]/.test(given)) throw refused("a query does not belong here.", "Use params.");
  const path = `/${given
    .replace(/^\/*/, "")
    .replace(/^api\//i, "")
    .replace(/\/$/, "")}`;
  if (
    !/^(?:\/[\w{}-][\w .{}@-]*)+$/.test(path) ||
    /\/\.{1,2}(?:\/|$)/.test(path) ||
    path.length > 300
  ) {
    throw refused("this is no plain path.", "Give something like /Tickets/4102.");
  }
  return path;
}

/** The path as documented, with the caller's ids in it. */
function filled(operation: Operation, path: string): ApiPath {
  const given = path.split("/");
  return operation.path
    .split("/")
    .map((part, index) => {
      if (!part.startsWith("{")) return part;
      const value = given[index] ?? "";
      if (/[{}]/.test(value)) throw refused(`${part} needs a value.`, "Put the id in its place.");
      return segment(value);
    })
    .join("/") as ApiPath;
}

/** Throws `invalid_arguments` for names that are not known, with the likeliest known one: Halo would ignore them in silence. */
export function assertKnown(
  argument: string,
  names: readonly string[],
  known: ReadonlyMap<string, string>,
): void {
  const lost = names.filter((name) => !known.has(name));
  if (lost.length === 0) return;
  const hints = lost.map((name) => {
    const near = [...known.keys()].filter((one) => close(one, name)).slice(0, 3);
    return near.length === 0 ? name : `${name} (perhaps ${near.join(", ")})`;
  });
  throw new PsaError(
    "invalid_arguments",
    `${argument}: Halo does not know ${hints.join(", ")} here.`,
    { advice: "halo_api_describe lists what it knows; custom fields go into customfields." },
  );
}

function close(known: string, given: string): boolean {
  const plain = (text: string): string =>
    text
      .toLowerCase()
      .replace(/[^a-z0-9]/g, "")
      .replace(/s$/, "");
  const [left, right] = [plain(known), plain(given)];
  return (
    left === right ||
    (right.length > 3 && (left.includes(right) || right.includes(left)) && left.length > 3)
  );
}
