// Makes the list of Halo's parameters from its described domains: `node tooling/scripts/src/halo-parameters.ts <halo-domains.json>`.
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

interface Parameter {
  readonly name: string;
  readonly type: string;
  readonly max?: number;
  readonly inSpec?: boolean;
  readonly specName?: string;
  readonly specType?: string;
}

interface Domain {
  readonly stem: string;
  readonly commonListParamsInSpec: readonly string[];
  readonly listFilters: readonly Parameter[];
  readonly specOnlyListFilters: readonly Parameter[];
  readonly getParams: readonly Parameter[];
  readonly specOnlyGetParams: readonly Parameter[];
  readonly deleteParams: readonly Parameter[] | null;
}

const COMMON = new Set(["page_size", "page_no", "order", "orderdesc", "search", "pageinate"]);

/** `name:type>name of the API` with `!` behind what the API does not know. */
function word(parameter: Parameter): string {
  const { name, type, max, inSpec = true, specName } = parameter;
  const kind = type === "string" ? `text${max === undefined ? "" : String(max)}` : type;
  const alias = specName === undefined || specName === null ? "" : `>${specName}`;
  const unknown = !inSpec && alias === "" ? "!" : "";
  return `${name}:${kind}${alias}${unknown}`;
}

const words = (parameters: readonly Parameter[]): string =>
  parameters
    .filter(({ name }) => name !== "id" && !COMMON.has(name))
    .map(word)
    .join(" ");

const source = process.argv[2] ?? "";
const { domains } = JSON.parse(readFileSync(source, "utf8")) as { domains: readonly Domain[] };
const entries = domains.map(
  (domain) => `  ${domain.stem}: {
    common: "${domain.commonListParamsInSpec.join(" ")}",
    list: "${words(domain.listFilters)}",
    more: "${words(domain.specOnlyListFilters)}",
    get: "${words(domain.getParams)}",
    getMore: "${words(domain.specOnlyGetParams)}",
    delete: "${words(domain.deleteParams ?? [])}",
  },`,
);
const text = `// Written by tooling/scripts/src/halo-parameters.ts from the description of Halo's domains.

/** The parameters of one domain as words \`name:type>name of the API\`, with \`!\` behind what the API does not know. */
export interface DomainParameters {
  /** Which of the six common list parameters the API knows here. */
  readonly common: string;
  /** Filters of lists that the existing server takes. */
  readonly list: string;
  /** Further filters that the API knows. */
  readonly more: string;
  readonly get: string;
  readonly getMore: string;
  readonly delete: string;
}

/** By the domain's stem. */
export const parameters: Readonly<Record<string, DomainParameters>> = {
${entries.join("\n")}
};
`;
writeFileSync(
  path.resolve(import.meta.dirname, "../../../packages/halo/src/reference/parameters.ts"),
  text,
);
