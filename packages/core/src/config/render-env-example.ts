import type { Setting } from "../define/index.ts";
import { defaultText, groupTitles, sentence } from "./wording.ts";

/** A `.env.example`: every variable commented out, with its description, allowed values and default. */
export function renderEnvExample(title: string, declared: readonly Setting[]): string {
  const parts = [
    `# Settings of the ${title} server. Remove the # before a line to set it; leave out what should keep its default.\n` +
      "# Secrets can also be read from files: NAME_FILE=/run/secrets/name instead of NAME=value.",
  ];
  for (const [group, heading] of groupTitles(title)) {
    const settings = declared.filter((setting) => setting.group === group);
    if (settings.length === 0) continue;
    parts.push(`# --- ${heading} ---`, ...settings.map(entry));
  }
  return `${parts.join("\n\n")}\n`;
}

function entry(setting: Setting): string {
  const facts: string[] = [];
  if (setting.kind === "choice") facts.push(`One of ${(setting.choices ?? []).join(", ")}.`);
  const shown = defaultText(setting);
  if (shown !== undefined) facts.push(`Default: ${shown}.`);
  const also = setting.alsoEnv ?? [];
  if (also.length > 0) facts.push(`Also read: ${also.join(", ")}.`);
  const comment = [sentence(setting.description), ...facts].join(" ");
  return `# ${comment}\n#${setting.env}=${exampleValue(setting)}`;
}

function exampleValue(setting: Setting): string {
  if (setting.example !== undefined) return setting.example;
  if (setting.secret === true || setting.default === undefined) return "";
  return Array.isArray(setting.default) ? setting.default.join(",") : String(setting.default);
}
