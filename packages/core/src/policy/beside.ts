import type { Settings } from "../define/settings.ts";
import { selectionWord, type AnyVendor } from "../define/vendor.ts";
import type { SelectionRequest } from "./profile.ts";

/** What a vendor shows beside others when nobody chose: its preset of this name, where it has one. */
const SHORT = "lean";

/**
 * One vendor's part of what a caller asks of several: `acme:tickets` is a toolset of that vendor, `tickets` one of every
 * vendor that has it. Undefined when other vendors were named and this one was not.
 */
export function selectionBeside(
  vendor: AnyVendor,
  settings: Settings,
  selection: SelectionRequest,
): SelectionRequest | undefined {
  const short = Object.hasOwn(vendor.presets, SHORT);
  if (selection.toolsets === undefined || selection.toolsets.length === 0) {
    const chosen = Array.isArray(settings["toolsets"]) && settings["toolsets"].length > 0;
    return chosen || !short ? selection : { ...selection, toolsets: [SHORT] };
  }
  const names = selection.toolsets.flatMap((word) =>
    word === "default" && short ? [SHORT] : selectionWord(vendor, word),
  );
  return names.length === 0 ? undefined : { ...selection, toolsets: names };
}
