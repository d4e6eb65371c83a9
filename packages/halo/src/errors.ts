import type { VendorAnswer, VendorProblem, VendorReason } from "@psa-mcp/core";
import { isRecord } from "./records/records.ts";

/**
 * What a refusal of Halo's API means. A 400 comes in five forms: a map of fields to messages, a bare JSON string, a
 * serialized .NET exception, `{resultCode, errorMessage}` and `{error}`; 401, 403, 404 and 500 come without a body.
 */
export function haloErrors(answer: VendorAnswer): VendorProblem {
  const reasons = reasonsIn(answer);
  return { reasons, ...meaning(answer, reasons.map(({ text }) => text).join(" ")) };
}

function meaning({ status, method }: VendorAnswer, said: string): VendorProblem {
  switch (status) {
    case 400:
      return badRequest(said);
    case 401:
      return {
        code: "credential_rejected",
        message: "Halo does not accept the access token here.",
        advice:
          "Check that the application is active and of type Client ID and Secret (Services); some addresses are for signed-in users alone.",
      };
    case 403:
      return {
        code: "forbidden",
        message:
          "The application's scope, or the role of the agent it logs in as, does not allow this.",
        advice:
          "Ask a Halo administrator: the scope must be granted to the application and asked for in HALO_SCOPE, and the agent's role must allow it.",
      };
    case 404:
      return {
        code: "not_found",
        message: "Halo has no such record, or it was deleted.",
      };
    case 415:
      return { code: "internal", message: "Halo could not read the body of the request." };
    case 429:
      return {
        code: "rate_limited",
        message: "Halo counts too many requests of this application.",
      };
    case 504:
      return method === "GET"
        ? {
            code: "timeout",
            message: "Halo took longer than a minute.",
            advice: "Narrow the request: fewer rows, a shorter time span.",
          }
        : {};
    default:
      return status >= 500 ? { code: "unavailable", message: "Halo failed to answer." } : {};
  }
}

function badRequest(said: string): VendorProblem {
  if (/must be unique|already exists|duplicate key/i.test(said)) {
    return { code: "conflict", message: "Halo has such a record already." };
  }
  if (/cannot be (?:deleted|changed|edited)/i.test(said)) {
    return {
      code: "conflict",
      message: "Halo refuses this because of the state of the record.",
      advice: "Change what stands in the way first, or make the record inactive instead.",
    };
  }
  if (/not (?:be )?found|does not exist/i.test(said)) {
    return { code: "not_found", message: "Halo has no such record." };
  }
  return {
    code: "invalid_arguments",
    message: "Halo refuses these values.",
    advice: "Correct what it names and call again; it names one mistake at a time.",
  };
}

/** All reasons of a body, whatever its form. */
function reasonsIn({ json, text }: VendorAnswer): readonly VendorReason[] {
  if (typeof json === "string") return reason(json);
  if (!isRecord(json)) return text === undefined ? [] : reason(text);
  for (const key of ["Message", "message", "errorMessage", "error_description", "error"]) {
    const value = json[key];
    if (typeof value === "string" && value !== "") return reason(value);
  }
  return Object.entries(json).flatMap(([field, messages]) =>
    Array.isArray(messages)
      ? messages.flatMap((message) =>
          typeof message === "string"
            ? [{ text: message, field: field.replace(/^\[0\]\./, "") }]
            : [],
        )
      : [],
  );
}

const reason = (text: string): readonly VendorReason[] =>
  text.trim() === "" || /<\/?[a-z!][^>]*>/i.test(text) ? [] : [{ text: text.trim() }];

/** What the token endpoint's refusal means. */
export function tokenErrors({ status, json }: VendorAnswer): VendorProblem {
  const error = isRecord(json) ? json["error"] : undefined;
  if (error === "unauthorized_client" || error === "unsupported_grant_type") {
    return {
      code: "credential_rejected",
      message: "This Halo application does not log in by client id and secret.",
      advice: "Make one of type Client ID and Secret (Services) and use its id and secret.",
    };
  }
  if (error === "invalid_scope") {
    return {
      code: "configuration",
      message: "Halo does not grant the scope in HALO_SCOPE to this application.",
      advice: "Correct HALO_SCOPE, or tick the permissions in the application.",
    };
  }
  if (error === "invalid_client" || status === 401) {
    return {
      code: "credential_rejected",
      message: "Halo does not accept this client id and secret.",
      advice:
        "Check HALO_CLIENT_ID and HALO_CLIENT_SECRET, that the application is active, and HALO_TENANT where the instance is hosted with others.",
    };
  }
  if (status === 404 || status === 405 || (status >= 300 && status < 400)) {
    return {
      code: "configuration",
      message: "There is no token endpoint at this address.",
      advice:
        "Set HALO_AUTH_URL to the auth_url that the instance tells at /api/AuthInfo, and HALO_TENANT to its tenant_id.",
    };
  }
  return {};
}

/** The limit that the text of a 429 names: "Rate Limit Reached - 300 Requests per rolling 5 minute window." */
export function namedLimit({
  json,
  text,
}: VendorAnswer): { requests: number; windowSeconds: number } | undefined {
  const said = typeof json === "string" ? json : (text ?? "");
  const found = /(\d+)\s+requests?\s+per\s+(?:rolling\s+)?(\d+)?\s*(second|minute|hour)/i.exec(
    said,
  );
  if (found === null) return undefined;
  const unit = { second: 1, minute: 60, hour: 3600 }[(found[3] ?? "").toLowerCase()] ?? 60;
  return { requests: Number(found[1]), windowSeconds: Number(found[2] ?? 1) * unit };
}
