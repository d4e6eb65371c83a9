import type { Call } from "../call.ts";
import type { Fields } from "../model.ts";

/** The settings of one area of the installation; what is written to them stays. */
export function settingsOf(call: Call, area: string): Fields {
  const table = call.state.store.table("settings");
  const found = table.find((setting) => setting.area === area);
  return (found ?? table.insert({ area, values: {} })).values;
}

/** Takes over what the body has of the known names with the known kind of value. */
export function applyKnown(settings: Fields, body: Fields): void {
  for (const [name, value] of Object.entries(settings)) {
    const given = body[name];
    const isSameKind = typeof given === typeof value || value === null;
    if (given !== undefined && given !== null && isSameKind) settings[name] = given;
  }
}
