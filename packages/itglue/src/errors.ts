import type { VendorAnswer, VendorProblem, VendorReason } from "@psa-mcp/core";
import { isRecord } from "./json-api.ts";

/**
 * What a refusal of the API means. It answers 401 for a record that is not visible as well as for a bad key; `detail` is
 * a text or a list, `status` a number or a word, pointers come with and without a leading slash, and some bodies are
 * pages of HTML, of which nothing is passed on.
 */
export function itglueErrors(answer: VendorAnswer): VendorProblem {
  const reasons = reasonsIn(answer.json);
  const requestId = answer.headers["x-request-id"];
  return {
    reasons,
    ...meaning(answer, reasons),
    ...(requestId === undefined ? {} : { requestId }),
  };
}

function meaning(
  { status, json, path }: VendorAnswer,
  reasons: readonly VendorReason[],
): VendorProblem {
  const said = reasons.map(({ text }) => text).join(" ");
  switch (status) {
    case 400:
      return { code: "invalid_arguments", message: "IT Glue could not use the request." };
    case 401:
      return unauthorized(path, said, reasons);
    case 403:
      return {
        code: "forbidden",
        message: "IT Glue does not allow this to the API key.",
        advice:
          "The plan may lack the feature, the key its right, or the key be limited to other IP addresses.",
      };
    case 404:
      return json === undefined
        ? {
            code: "unsupported",
            message: "This IT Glue account does not offer that.",
            advice: "It may not be enabled.",
          }
        : { code: "not_found", message: "IT Glue has no such record." };
    case 413:
      return { code: "too_large", message: "The request is larger than IT Glue takes." };
    case 422:
      return unprocessable(said);
    case 429:
      return {
        code: "rate_limited",
        message: "IT Glue's limit of 3000 requests in 5 minutes is used up for this key.",
      };
    case 504:
      return {
        code: "timeout",
        message: "IT Glue took too long over this request.",
        advice: "Ask for smaller pages (page_size) or narrow the request, then try again.",
      };
    default:
      return status >= 500
        ? { code: "unavailable", message: `IT Glue failed with status ${String(status)}.` }
        : {};
  }
}

function unauthorized(path: string, said: string, reasons: readonly VendorReason[]): VendorProblem {
  if (/jwt/i.test(said)) {
    return {
      code: "unsupported",
      message:
        "IT Glue does not open this to API keys on this account yet (only to signed-in users).",
      advice:
        "Ask IT Glue support to enable it for API keys; document_folder_id of known folders still works.",
    };
  }
  if (/show_password|password access/i.test(said)) {
    return {
      code: "forbidden",
      message: "The API key has no Password Access.",
      advice: "An IT Glue administrator can give it under Admin, Settings, API Keys.",
    };
  }
  if (/resource access/i.test(said) || reasons.some(({ field }) => field === "id")) {
    return {
      code: "not_found",
      message:
        "There is no such record, or this API key may not see it. The key itself is accepted.",
      advice:
        "Check that the id is of the right kind and organization; list to find the right one.",
    };
  }
  return {
    code: "credential_rejected",
    message: `IT Glue does not accept this API key${path.startsWith("/organizations") ? "" : " here"}.`,
    advice:
      "Check that the key is complete and of this region (us, eu, au). Keys are revoked after 90 days without use.",
  };
}

function unprocessable(said: string): VendorProblem {
  if (/NotIdentifiedByImageMagick/i.test(said)) {
    return {
      code: "invalid_arguments",
      message: "IT Glue cannot read this picture.",
      advice: "Save it anew as PNG or JPEG.",
    };
  }
  if (/same organization/i.test(said)) {
    return {
      code: "invalid_arguments",
      message: "A record that is referred to does not exist in this organization.",
      advice: "List the organization's folders or records and use an id from there.",
    };
  }
  if (/sync/i.test(said)) {
    return {
      code: "invalid_arguments",
      message:
        "This record is synchronised from the PSA; IT Glue lets few of its fields be changed.",
      advice: "Change it in the PSA.",
    };
  }
  if (/trait keys/i.test(said)) {
    return {
      code: "invalid_arguments",
      message: "Some traits are unknown to this flexible asset type.",
      advice: "Use the name_key values that itglue_get_flexible_asset_type lists.",
    };
  }
  return { code: "invalid_arguments", message: "IT Glue refuses these values." };
}

/** All reasons in a body of any of the shapes that occur. */
function reasonsIn(json: unknown): readonly VendorReason[] {
  const body = typeof json === "string" ? decoded(json) : json;
  if (!isRecord(body)) return [];
  const errors = Array.isArray(body["errors"])
    ? body["errors"]
    : [body["errors"] ?? body["error"] ?? body["message"]];
  return errors
    .flatMap(reasonsOf)
    .filter(({ text }) => text !== "" && !/<\/?[a-z!][^>]*>/i.test(text));
}

function reasonsOf(error: unknown): readonly VendorReason[] {
  if (typeof error === "string") return [{ text: error }];
  if (!isRecord(error)) return [];
  const source = isRecord(error["source"]) ? error["source"]["pointer"] : undefined;
  const field = typeof source === "string" ? fieldOf(source) : undefined;
  const details = [error["detail"]]
    .flat()
    .filter((detail) => typeof detail === "string" && detail !== "") as string[];
  const texts =
    details.length > 0 ? details : [typeof error["title"] === "string" ? error["title"] : ""];
  return texts.map((text) => ({ text, ...(field === undefined ? {} : { field }) }));
}

/** `/data/attributes/flexible-asset-traits.url` as the argument it is about: `traits.url`. */
function fieldOf(pointer: string): string | undefined {
  const name = pointer
    .replace(/^\/?(?:data(?:\/\d+)?\/)?(?:attributes\/)?/, "")
    .replace(/^flexible-asset-traits\./, "traits.");
  if (name === "" || name === "data") return undefined;
  return name.startsWith("traits.") ? name : name.replaceAll("-", "_");
}

/** A body that was encoded twice; undefined when it is plain text. */
function decoded(text: string): unknown {
  if (!text.trimStart().startsWith("{")) return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
