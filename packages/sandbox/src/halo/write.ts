import type { Call } from "./call.ts";
import { mapped, unsupported } from "./errors.ts";
import { isFields, type Fields, type Json } from "./model.ts";

/** The elements of a POST. The vendor takes lists of JSON objects only. */
export function readBody(call: Call): Fields[] {
  const body = readJson(call);
  if (!Array.isArray(body)) {
    throw mapped({
      "": [
        'Cannot deserialize the current JSON object (e.g. {"name":"value"}) because the type requires a JSON array (e.g. [1,2,3]) to deserialize correctly. Path \'\', line 1, position 1.',
      ],
    });
  }
  if (body.length === 0) throw mapped({ "": ["A non-empty request body is required."] });
  return body.map((element, index) => {
    if (isFields(element)) return element;
    throw mapped({ [`[${index}]`]: [`Error converting value. Path '[${index}]', line 1.`] });
  });
}

/** The body as JSON: 415 for another type, a map for what cannot be parsed. */
export function readJson(call: Call): Json {
  const type = String(call.headers["content-type"] ?? "")
    .split(";")[0]
    ?.trim()
    .toLowerCase();
  if (type !== "application/json") throw unsupported();
  try {
    return JSON.parse(call.raw.toString("utf8")) as Json;
  } catch {
    throw mapped({ "": ["Unexpected end or character in the JSON. Path '', line 1."] });
  }
}
