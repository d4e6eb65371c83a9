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
