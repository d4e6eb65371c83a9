import { item, PsaError, view, type ItemResult } from "@psa-mcp/core";
import { endpointAt, fieldsOf, findEndpoints } from "./catalogue.ts";

/** The parameters and fields of one path of the API. Throws `not_found` with the likely ones for a path that there is not. */
export function describeRoute(given: string): ItemResult {
  const wanted = `/${given.trim().replace(/^\/|\/$/g, "")}`;
  const endpoint = endpointAt(wanted) ?? endpointAt(`${wanted}/`);
  if (endpoint === undefined) {
    const near = findEndpoints(wanted, 5).map((one) => one.path);
    throw new PsaError("not_found", "The catalogue has no such path.", {
      advice: near.length === 0 ? "Ask cw_find_endpoint." : `Perhaps ${near.join(", ")}?`,
    });
  }
  const { path, verbs, answers, isList, takes, parameters } = endpoint;
  return item(
    {
      path,
      verbs,
      answers: `${isList ? "a list of " : ""}${answers === "" ? "something without a name" : answers}`,
      parameters: [
        ...(isList
          ? [
              "conditions",
              "childConditions",
              "customFieldConditions",
              "orderBy",
              "page",
              "pageSize",
            ]
          : []),
        "fields",
        ...parameters,
      ],
      answer_fields: fieldsOf(answers),
      ...(takes === "" || takes === answers ? {} : { takes, body_fields: fieldsOf(takes) }),
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
