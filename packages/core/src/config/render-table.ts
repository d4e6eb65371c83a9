import type { Setting } from "../define/index.ts";
import { defaultText, groupTitles, sentence } from "./wording.ts";

/** Markdown tables of all settings, one a group, with headings of the given depth. */
export function renderSettingsTable(
  title: string,
  declared: readonly Setting[],
  depth = 3,
): string {
  const parts: string[] = [];
  for (const [group, heading] of groupTitles(title)) {
    const settings = declared.filter((setting) => setting.group === group);
    if (settings.length === 0) continue;
    parts.push(
      `${"#".repeat(depth)} ${heading}`,
      ["| Variable | Flag | Default | Meaning |", "|---|---|---|---|", ...settings.map(row)].join(
        "\n",
      ),
    );
  }
  return parts.join("\n\n");
}

function row(setting: Setting): string {
  const names = [setting.env, ...(setting.alsoEnv ?? [])].map((name) => `\`${name}\``);
  if (setting.secret === true) names.push(`\`${setting.env}_FILE\``);
  const flag = setting.flag === undefined ? "" : `\`${setting.flag}\``;
  const shown = defaultText(setting);
  const value = shown === undefined ? "" : setting.derived === undefined ? `\`${shown}\`` : shown;
  const choices =
    setting.kind === "choice"
      ? ` One of ${(setting.choices ?? []).map((choice) => `\`${choice}\``).join(", ")}.`
      : "";
  const cells = [names.join(", "), flag, value, `${sentence(setting.description)}${choices}`];
  return `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
}
