import type { PlainRecord, VendorAnswer, VendorProblem, VendorReason } from "@psa-mcp/core";
import { isRecord } from "./answers/records.ts";
import { needsOf, routeAt, type Route } from "./reference/catalogue.ts";

/**
 * What an answer without success means. Laravel answers `{message, errors: {field: [texts]}}`; refusals of a right are
 * explained from the table of routes, since the API's own words name only one of the causes, if any.
 */
export function tickitiErrors({ status, json, path }: VendorAnswer): VendorProblem {
  const body = isRecord(json) ? json : {};
  const reasons = reasonsIn(body);
  const said = reasons.map(({ text }) => text).join(" ");
  const verdict = verdictOf(status, path, said, codeIn(body));
  return { ...verdict, ...(reasons.length === 0 ? {} : { reasons }) };
}

/**
 * A success that is none: the screens' controllers answer some refusals with status 200 and `my_error`, `amf_error`,
 * `error` or `ok: false`.
 */
export function tickitiRefusals({ json, path }: VendorAnswer): VendorProblem | undefined {
  if (!isRecord(json)) return undefined;
  const marks = ["my_error", "amf_error", "error"].filter((key) => isSaid(json[key]));
  if (marks.length === 0 && json["ok"] !== false) return undefined;
  const reasons = reasonsIn(json);
  const said = reasons.map(({ text }) => text).join(" ");
  const removing = /\/delete(?:$|-)/.test(path) || /in use|built.?in|cannot be deleted/i.test(said);
  const verdict = verdictOf(200, path, said, codeIn(json));
  return {
    code: removing ? "conflict" : "invalid_arguments",
    message: removing
      ? "Tickiti refuses to delete this; it is built in or in use."
      : "Tickiti refuses this.",
    ...verdict,
    ...(reasons.length === 0 ? {} : { reasons }),
  };
}

const isSaid = (value: unknown): boolean =>
  value !== undefined && value !== null && value !== false && value !== "" && value !== 0;

function codeIn(body: PlainRecord): string {
  const { code, error } = body;
  const nested = isRecord(error) ? error["code"] : error;
  return [code, nested].find((one): one is string => typeof one === "string") ?? "";
}

function verdictOf(status: number, path: string, said: string, code: string): VendorProblem {
  if (/idempotency.?key.?conflict/i.test(`${code} ${said}`)) return conflictOfKeys;
  if (path === "/tickets/attachment" && status >= 400 && status !== 401 && status !== 404) {
    const refusal = attachmentRefusal(`${code} ${said}`, status);
    if (refusal !== undefined) return refusal;
  }
  switch (status) {
    case 401:
      return {
        code: "credential_rejected",
        message: "Tickiti does not know this token.",
        advice: "Check TICKITI_API_TOKEN; make a new one under Administration, API keys.",
      };
    case 403:
      return forbidden(routeAt(path), `${code} ${said}`);
    case 404:
      return {
        code: "not_found",
        message: "Tickiti has no such record, or this token's owner may not see it.",
      };
    case 409:
      return { code: "conflict", message: "Tickiti refuses this in the record's present state." };
    case 419:
      return { code: "credential_rejected", message: "Tickiti took the request for a browser's." };
    case 422:
      return { code: "invalid_arguments", message: "Tickiti refuses these values." };
    default:
      return {};
  }
}

const conflictOfKeys: VendorProblem = {
  code: "conflict",
  message: "Tickiti knows this idempotency key from a write with other content.",
  advice: "Nothing was written. Give a new idempotency_key for a new write.",
};

/** Attachments are refused by kind and size; the codes are not established, so the words decide. */
function attachmentRefusal(said: string, status: number): VendorProblem | undefined {
  if (/review|intent/i.test(said)) {
    return {
      code: "confirmation_required",
      message: "Tickiti wants files of this type to be handed out only after a look at them.",
      advice: "Ask the person whether the file is expected; then call again with confirm true.",
    };
  }
  if (/block|forbidden type|not allowed/i.test(said)) {
    return {
      code: "unsupported",
      message: "Tickiti never hands out files of this type.",
      advice: "Open the ticket in Tickiti itself.",
    };
  }
  if (status === 413 || /too.?large|size|big/i.test(said)) {
    return {
      code: "too_large",
      message: "The attachment is larger than Tickiti hands out.",
      advice: "Open the ticket in Tickiti itself.",
    };
  }
  return undefined;
}

/** Names what is missing: the cause where the answer tells it, else everything that the route needs. */
function forbidden(route: Route | undefined, said: string): VendorProblem {
  if (route === undefined) return { code: "forbidden" };
  const { abilities, role, planFlags, sysadmin } = route;
  const wants = `This needs ${needsOf(route)}.`;
  const problem = (message: string, advice: string): VendorProblem => ({
    code: "forbidden",
    message: `${message} ${wants}`,
    advice,
  });
  if (/abilit/i.test(said) && abilities.length > 0) {
    return problem(
      `The token lacks the ability ${abilities.join(" or ")}.`,
      "Make a token with that ability under Administration, API keys.",
    );
  }
  if (planFlags.length > 0 && /plan|subscri|licen|upgrade|has_/i.test(said)) {
    return problem(
      `The installation's plan lacks ${planFlags.join(" and ")}.`,
      "Ask the owner of the installation about the plan.",
    );
  }
  if (sysadmin && /sys.?admin|system admin/i.test(said)) {
    return problem(
      "The token's owner is no sysadmin.",
      "Use a token of a sysadmin, or do it in Tickiti itself.",
    );
  }
  if (role !== undefined && /role|admin|staff|super.?user|permission/i.test(said)) {
    return problem(
      `The token's owner lacks the role ${role}.`,
      `Use a token of an owner with the role ${role}.`,
    );
  }
  return problem(
    "The token or its owner lacks a right.",
    "tickiti_whoami_capabilities tells what the token can do.",
  );
}

/** All reasons of a body: each field's texts, else the one message. */
function reasonsIn(body: PlainRecord): readonly VendorReason[] {
  const { errors } = body;
  const listed = isRecord(errors)
    ? Object.entries(errors).flatMap(([field, texts]) =>
        (Array.isArray(texts) ? texts : [texts]).flatMap((text) =>
          typeof text === "string" ? [{ field, text }] : [],
        ),
      )
    : [];
  if (listed.length > 0) return listed;
  const nested = isRecord(body["error"]) ? body["error"]["message"] : undefined;
  const texts = [
    body["my_error"],
    body["amf_error"],
    body["message"],
    nested,
    body["error"],
    body["code"],
  ].filter((text): text is string => typeof text === "string" && text !== "");
  return [...new Set(texts)]
    .filter((text) => !/<\/?[a-z!][^>]*>/i.test(text))
    .map((text) => ({ text }));
}
