import { item, PsaError, view, type ItemResult } from "@psa-mcp/core";
import { endpointAt, fieldsOf, findEndpoints } from "./catalogue.ts";

/**
 * The parameters and fields of one path of the API, of one of its methods where that is given. Throws `not_found` with
 * the likely ones for a path that there is not, `invalid_arguments` for a method that it does not have.
 */
export function describeRoute(given: string, method?: string): ItemResult {
  const wanted = `/${given.trim().replace(/^\/|\/$/g, "")}`;
  const endpoint = endpointAt(wanted) ?? endpointAt(`${wanted}/`);
  if (endpoint === undefined) {
    const near = findEndpoints(wanted, 5).map((one) => one.path);
    throw new PsaError("not_found", "The catalogue has no such path.", {
      advice: near.length === 0 ? "Ask cw_find_endpoint." : `Perhaps ${near.join(", ")}?`,
    });
  }
  const { path, verbs, answers, isList, takes, parameters } = endpoint;
  if (method !== undefined && !verbs.includes(method)) {
    throw new PsaError("invalid_arguments", `This path has no ${method}.`, {
      advice: `It has ${verbs.join(", ")}.`,
    });
  }
  const reads = method === undefined || method === "GET";
  const writes = method === undefined || method === "POST" || method === "PUT";
  const separate = takes !== "" && (takes !== answers || !reads);
  const body =
    method === "PATCH"
      ? {
          takes: "a list of {op, path, value}; path is one of the fields",
          answer_fields: fieldsOf(answers),
        }
      : writes && separate
        ? { takes, body_fields: fieldsOf(takes) }
        : {};
  return item(
    {
      path,
      verbs: method === undefined ? verbs : [method],
      ...(reads
        ? {
            answers: `${isList ? "a list of " : ""}${answers === "" ? "something without a name" : answers}`,
            parameters: [...(isList ? LIST_PARAMETERS : []), "fields", ...parameters],
            answer_fields: fieldsOf(answers),
          }
        : {}),
      ...body,
    },
    view(
      "endpoint",
      "path",
      "verbs",
      "answers",
      "parameters",
      { key: "answer_fields", label: "fields", max: 6000 },
      "takes",
      { key: "body_fields", max: 4000 },
    ),
  );
}

const LIST_PARAMETERS = [
  "conditions",
  "childConditions",
  "customFieldConditions",
  "orderBy",
  "page",
  "pageSize",
];
