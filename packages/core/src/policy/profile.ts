import type { Principal } from "../define/principal.ts";
import type { Settings } from "../define/settings.ts";
import type { Ability } from "../define/tool.ts";
import { selectableNames, type AnyVendor } from "../define/vendor.ts";
import { PsaError, type ErrorCode } from "../errors/index.ts";
import type { Profile } from "./decide.ts";

/** What one request or session asks to see, before it is checked. */
export interface SelectionRequest {
  readonly toolsets?: readonly string[];
  readonly readOnly?: boolean;
  readonly results?: "text" | "structured" | "both";
}

/** A selection after its names were checked. */
export type Selection = SelectionRequest;

const textList = (value: unknown): readonly string[] | undefined =>
  Array.isArray(value) && value.length > 0 ? (value as readonly string[]) : undefined;

interface Chosen {
  readonly toolsets: Set<string>;
  readonly tools: Set<string>;
  /** True when the caller finds further tools by searching for them. */
  discover: boolean;
}

/**
 * Names of toolsets and presets as sets. `all` is every toolset, `default` the vendor's preset of that name or else its
 * default toolsets, `discover` a few tools that search and call all others, and the words combine:
 * `default,configurations`. Throws `invalid_arguments` with the known names for an unknown one.
 */
function chosenBy(names: readonly string[], vendor: AnyVendor): Chosen {
  const chosen: Chosen = { toolsets: new Set(), tools: new Set(), discover: false };
  for (const name of names) {
    const word = name.trim().toLowerCase();
    if (word === "") continue;
    if (word === "discover") chosen.discover = true;
    else if (word === "all")
      Object.keys(vendor.toolsets).forEach((toolset) => chosen.toolsets.add(toolset));
    else if (Object.hasOwn(vendor.presets, word)) {
      vendor.presets[word]?.toolsets?.forEach((toolset) => chosen.toolsets.add(toolset));
      vendor.presets[word]?.tools?.forEach((tool) => chosen.tools.add(tool));
    } else if (word === "default")
      vendor.defaultToolsets.forEach((toolset) => chosen.toolsets.add(toolset));
    else if (Object.hasOwn(vendor.toolsets, word)) chosen.toolsets.add(word);
    else throw unknownToolset("invalid_arguments", word, vendor);
  }
  return chosen;
}

function unknownToolset(code: ErrorCode, name: string, vendor: AnyVendor): PsaError {
  return new PsaError(code, `There is no toolset or preset named "${name.slice(0, 60)}".`, {
    advice: `Known: ${selectableNames(vendor).join(", ")}.`,
  });
}

/** Throws `configuration` for a toolset of the operator that does not exist, so that a server does not start without it. */
export function assertToolsets(settings: Settings, vendor: AnyVendor): void {
  for (const name of textList(settings["toolsets"]) ?? []) {
    const word = name.trim().toLowerCase();
    if (word !== "" && !selectableNames(vendor).includes(word))
      throw unknownToolset("configuration", word, vendor);
  }
}

/**
 * The profile of one caller. What the operator set is the upper bound: a request may narrow it, and may choose freely
 * only where the operator chose nothing.
 */
export function resolveProfile(options: {
  readonly vendor: AnyVendor;
  readonly settings: Settings;
  readonly principal: Principal;
  readonly selection: SelectionRequest;
  readonly abilities: ReadonlySet<Ability>;
}): Profile {
  const { vendor, settings, principal, selection } = options;
  const operator = textList(settings["toolsets"]);
  const extra = vendor.extraToolsets?.(settings) ?? [];
  const chosen = chosenBy([...(operator ?? ["default"]), ...extra], vendor);
  const allow = textList(settings["allowTools"]);
  const asked = textList(selection.toolsets);
  const wanted = asked === undefined ? undefined : chosenBy(asked, vendor);
  const free = operator === undefined && allow === undefined;
  const bound = free ? (wanted ?? chosen) : chosen;
  const shown = wanted ?? chosen;
  const narrowed = free || wanted === undefined || wanted.discover ? undefined : wanted;
  const { toolsets, tools } = bound.discover ? chosenBy(["all"], vendor) : bound;
  return {
    role: principal.role,
    serverRole: principal.serverRole,
    readOnly: settings["readOnly"] === true || selection.readOnly === true,
    secrets: settings["allowSecrets"] === true,
    toolsets,
    tools,
    ...(narrowed === undefined ? {} : { within: narrowed }),
    ...(shown.discover ? { listed: shown } : {}),
    ...(allow === undefined ? {} : { allow }),
    deny: textList(settings["denyTools"]) ?? [],
    abilities: options.abilities,
  };
}

/** One string for all that a profile decides by: equal keys, equal lists. */
export function profileKey(profile: Profile): string {
  const sorted = (values: Iterable<string>): string => [...values].toSorted().join(",");
  const part = (by: Profile["within"]): string =>
    by === undefined ? "-" : `${sorted(by.toolsets)};${sorted(by.tools)}`;
  return [
    profile.role,
    profile.serverRole,
    profile.readOnly,
    profile.secrets,
    sorted(profile.toolsets),
    sorted(profile.tools),
    part(profile.within),
    part(profile.listed),
    profile.allow === undefined ? "-" : sorted(profile.allow),
    sorted(profile.deny),
    sorted(profile.abilities),
  ].join("|");
}
