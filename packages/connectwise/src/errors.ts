import type { PlainRecord, VendorAnswer, VendorProblem, VendorReason } from "@psa-mcp/core";

const isRecord = (value: unknown): value is PlainRecord =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/**
 * What a refusal of the API means. Bodies carry `code`, `message` and a list `errors` of which each names its field;
 * the answer to too many requests says `error` instead of `code`.
 */
export function connectwiseErrors(answer: VendorAnswer): VendorProblem {
  const body = isRecord(answer.json) ? answer.json : {};
  const code = String(body["code"] ?? body["error"] ?? "");
  const reasons = reasonsIn(body);
  const requestId = answer.headers["x-cw-request-id"];
  return {
    reasons,
    ...meaning(answer, code, reasons),
    ...(requestId === undefined ? {} : { requestId }),
  };
}

function meaning(
  { status, json }: VendorAnswer,
  code: string,
  reasons: readonly VendorReason[],
): VendorProblem {
  const said = reasons.map(({ text }) => text).join(" ");
  switch (status) {
    case 400:
      return badRequest(code, said);
    case 401:
      return {
        code: "credential_rejected",
        message: "ConnectWise does not accept these keys.",
        advice:
          "Check company id, public key, private key and client id (a GUID from developer.connectwise.com, not the company id), and that the member is active.",
      };
    case 403:
      return forbidden(said);
    case 404:
      return {
        code: "not_found",
        message:
          json === undefined
            ? "ConnectWise has no such record or address."
            : "ConnectWise has no such record, or it is hidden from this member.",
        ...(json === undefined
          ? {
              advice:
                "Check the id. Where every call ends like this, check CW_SITE or CW_BASE_URL, and the keys.",
            }
          : {}),
      };
    case 405:
      return { code: "unsupported", message: "ConnectWise does not offer this for the record." };
    case 409:
      return { code: "conflict", message: "The record is in use or has changed meanwhile." };
    case 414:
      return {
        code: "too_large",
        message: "The conditions are too long for ConnectWise.",
        advice: "Use fewer or shorter conditions.",
      };
    case 429:
      return {
        code: "rate_limited",
        message: "ConnectWise counts too many requests of this integration.",
      };
    default:
      return status >= 500 ? serverFault(said) : {};
  }
}

function badRequest(code: string, said: string): VendorProblem {
  if (code === "ApiFindCondition") {
    return {
      code: "invalid_arguments",
      message: "ConnectWise cannot use these conditions.",
      advice:
        "Use names of the record's fields; lists inside a record belong into child_conditions.",
    };
  }
  if (/already exists|duplicate/i.test(said)) {
    return { code: "conflict", message: "ConnectWise has such a record already." };
  }
  return { code: "invalid_arguments", message: "ConnectWise refuses these values." };
}

function forbidden(said: string): VendorProblem {
  return /clientid|client id/i.test(said)
    ? {
        code: "credential_rejected",
        message: "ConnectWise does not know this client id.",
        advice: "Set CW_CLIENT_ID to the GUID of your integration from developer.connectwise.com.",
      }
    : {
        code: "forbidden",
        message: "The member's security role does not allow this.",
        advice: "Ask a ConnectWise administrator for the right in the member's security role.",
      };
}

function serverFault(said: string): VendorProblem {
  return /timeout has occur/i.test(said)
    ? {
        code: "timeout",
        message: "ConnectWise took too long over this request.",
        advice: "Narrow the search or ask for smaller pages.",
      }
    : { code: "unavailable", message: "ConnectWise failed to answer." };
}

/** All reasons of a body: the list where there is one, else the message. */
function reasonsIn(body: PlainRecord): readonly VendorReason[] {
  const listed = Array.isArray(body["errors"]) ? body["errors"].filter(isRecord) : [];
  const errors = listed.length > 0 ? listed : [body];
  return errors.flatMap((error) => {
    const { message, code, field } = error;
    if (typeof message !== "string" || message === "" || /<\/?[a-z!][^>]*>/i.test(message))
      return [];
    const kind = typeof code === "string" && listed.length > 0 ? ` [${code}]` : "";
    return [{ text: `${message}${kind}`, ...(typeof field === "string" ? { field } : {}) }];
  });
}
