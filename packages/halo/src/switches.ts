import { PsaError, type Setting, type Settings } from "@psa-mcp/core";

/** What an operator has to permit in so many words. */
export const switchSettings: readonly Setting[] = [
  {
    key: "haloToolMode",
    env: "HALO_TOOL_MODE",
    kind: "choice",
    choices: ["all", "discover"],
    group: "vendor",
    description:
      "discover shows a few tools that find and call all others, where no toolsets are named",
  },
  {
    key: "haloAllowSql",
    env: "HALO_ALLOW_SQL",
    kind: "boolean",
    default: false,
    group: "vendor",
    description:
      "Whether administrators may run SELECT statements over the reporting database with halo_reports_sql",
  },
  {
    key: "haloAllowRawWrites",
    env: "HALO_ALLOW_RAW_WRITES",
    kind: "boolean",
    default: false,
    group: "vendor",
    description: "Whether halo_api_write may send; it asks first in any case",
  },
  {
    key: "haloAllowUnproven",
    env: "HALO_ALLOW_UNPROVEN",
    kind: "boolean",
    default: false,
    group: "vendor",
    description:
      "Whether writes may be sent whose effect Halo documents nowhere: merging tickets, submitting and approving timesheets, answering approvals",
  },
];

/** What HALO_TOOL_MODE shows where no toolsets are named. */
export function toolsetsOf(settings: Settings): readonly string[] | undefined {
  const mode = settings["haloToolMode"];
  return typeof mode === "string" ? [mode] : undefined;
}

/** Throws `unsupported` where the operator has not permitted something, naming the variable that does. */
export function assertSwitchedOn(settings: Settings, key: string, what: string): void {
  if (settings[key] === true) return;
  const variable = switchSettings.find((setting) => setting.key === key)?.env ?? key;
  throw new PsaError("unsupported", `${what} is switched off on this server.`, {
    advice: `An operator switches it on with ${variable}=true.`,
  });
}
