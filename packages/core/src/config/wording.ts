import type { Setting } from "../define/index.ts";

/** The groups of settings in the order in which they are shown, with their headings. */
export function groupTitles(
  title: string,
): readonly (readonly [group: Setting["group"], heading: string])[] {
  return [
    ["vendor", title],
    ["server", "Server"],
    ["access", "Access"],
    ["tools", "Tools and results"],
    ["limits", "Limits"],
    ["logging", "Logging"],
    ["uploads", "Files and uploads"],
  ];
}

/** How the value of a setting is written in usage lines: `<stdio|http>`, `<number>`. */
export function placeholder(setting: Pick<Setting, "kind" | "choices">): string {
  switch (setting.kind) {
    case "choice":
      return `<${(setting.choices ?? []).join("|")}>`;
    case "integer":
      return "<number>";
    case "duration":
      return "<seconds>";
    case "list":
      return "<a,b,...>";
    case "url":
      return "<url>";
    default:
      return "<text>";
  }
}

/** The default of a setting in words, or undefined when there is none worth showing. */
export function defaultText(setting: Pick<Setting, "default" | "derived">): string | undefined {
  if (setting.derived !== undefined) return setting.derived.says;
  const value = setting.default;
  if (value === undefined || value === false) return undefined;
  return Array.isArray(value) ? value.join(",") : String(value);
}

/** A description with its full stop. */
export function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
