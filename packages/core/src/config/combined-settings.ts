import {
  selectionWord,
  type AnyVendor,
  type Setting,
  type Settings,
  type SettingValue,
} from "../define/index.ts";
import { PsaError } from "../errors/index.ts";
import { accessSettings } from "./access-settings.ts";
import { coreSettings } from "./core-settings.ts";

/** Stands before the key of a setting that belongs to one vendor of several. */
const keyOf = (vendor: Pick<AnyVendor, "id">, key: string): string => `${vendor.id}/${key}`;

/** What of core's settings each vendor has for itself, by key. */
const OWN: ReadonlySet<string> = new Set(["callerKeys", "callerKeysRole"]);

const vendorsSetting = (vendors: readonly AnyVendor[]): Setting => ({
  key: "vendors",
  env: "MCP_VENDORS",
  flag: "--vendors",
  kind: "list",
  description:
    "Vendors to serve; when absent, those for which something is configured, or all when nothing is.",
  example: vendors
    .slice(0, 2)
    .map(({ id }) => id)
    .join(","),
  group: "server",
});

/**
 * Every setting of a server with several vendors: each vendor's own first, then one of each that they share. Variables
 * keep the names that they have for one vendor alone.
 */
export function combinedSettings(vendors: readonly AnyVendor[]): readonly Setting[] {
  const shared = coreSettings({
    id: "psa",
    envPrefix: "PSA",
    title: "a vendor",
    limits: { requests: 0, windowSeconds: 0, concurrency: 0 },
    settings: [],
  }).filter(({ key }) => !OWN.has(key));
  const flags = new Set(shared.flatMap(({ flag }) => (flag === undefined ? [] : [flag])));
  return [
    ...vendors.flatMap((vendor) => ownSettings(vendor, flags)),
    vendorsSetting(vendors),
    ...shared.map((setting) => neutral(setting, vendors)),
  ];
}

/** A setting of all vendors: without what coreSettings makes of a vendor's name and limits. */
function neutral(setting: Setting, vendors: readonly AnyVendor[]): Setting {
  if (setting.key === "toolsets") {
    const { alsoEnv: _alsoEnv, ...rest } = setting;
    return {
      ...rest,
      description:
        "Toolsets or presets to show instead of the default ones; vendor:name for one of one vendor, all, or discover.",
      example: vendors
        .slice(0, 2)
        .map(({ id, defaultToolsets }) => `${id}:${defaultToolsets[0] ?? "all"}`)
        .join(","),
    };
  }
  if (setting.key === "rateLimit") {
    const { default: _default, ...rest } = setting;
    return {
      ...rest,
      description:
        "Requests within a vendor's rate window, per credential; its own limit when absent.",
    };
  }
  return setting;
}

/** One vendor's settings under keys of their own; a flag that two vendors would share stays a variable. */
function ownSettings(vendor: AnyVendor, flags: Set<string>): readonly Setting[] {
  const toolsets: Setting = {
    key: "toolsets",
    env: `${vendor.envPrefix}_TOOLSETS`,
    kind: "list",
    description: `Toolsets or presets of ${vendor.title} to show instead of the default ones.`,
    group: "tools",
  };
  const own = [
    ...vendor.settings,
    ...accessSettings(vendor).filter(({ key }) => OWN.has(key)),
    toolsets,
  ];
  return own.map(({ flag, shortFlag: _shortFlag, derived, ...setting }) => {
    const free = flag !== undefined && !flags.has(flag);
    if (free) flags.add(flag);
    return {
      ...setting,
      key: keyOf(vendor, setting.key),
      ...(free ? { flag } : {}),
      ...(derived === undefined
        ? {}
        : {
            derived: {
              says: derived.says,
              from: (all: Settings) => derived.from(vendorView(vendor, all)),
            },
          }),
    };
  });
}

/** The settings as this vendor's server alone would have read them. */
export function vendorSettings(vendor: AnyVendor, all: Settings): Settings {
  const view = vendorView(vendor, all);
  const own = view["toolsets"];
  const words = list(all["toolsets"]).flatMap((word) => selectionWord(vendor, word));
  const toolsets = list(own).length > 0 ? own : words.length > 0 ? words : undefined;
  return Object.freeze({ ...view, toolsets });
}

function vendorView(vendor: AnyVendor, all: Settings): Settings {
  const prefix = keyOf(vendor, "");
  const view: Record<string, SettingValue> = {};
  for (const [key, value] of Object.entries(all)) if (!key.includes("/")) view[key] = value;
  for (const [key, value] of Object.entries(all))
    if (key.startsWith(prefix) && !(key === `${prefix}toolsets` && value === undefined))
      view[key.slice(prefix.length)] = value;
  if (all[`${prefix}toolsets`] === undefined) view["toolsets"] = undefined;
  return view;
}

const list = (value: SettingValue): readonly string[] =>
  Array.isArray(value) ? (value as readonly string[]) : [];

/**
 * The vendors to serve. Named ones, or those with a setting of their own, or all; of these, those that `MCP_TOOLSETS`
 * leaves something of. Throws PsaError `configuration` for a name that is none.
 */
export function enabledVendors<Vendor extends AnyVendor>(
  vendors: readonly Vendor[],
  settings: Settings,
  sources: Readonly<Record<string, string>>,
): readonly Vendor[] {
  const named = list(settings["vendors"]).map((name) => name.trim().toLowerCase());
  const ids = vendors.map(({ id }) => id);
  const unknown = named.filter((name) => !ids.includes(name));
  if (unknown.length > 0) {
    throw new PsaError("configuration", `There is no vendor named ${unknown[0]?.slice(0, 60)}.`, {
      advice: `Vendors: ${ids.join(", ")}.`,
    });
  }
  const words = list(settings["toolsets"]).filter((word) => word.trim() !== "");
  const lost = words.find((word) =>
    vendors.every((vendor) => selectionWord(vendor, word).length === 0),
  );
  if (lost !== undefined) {
    throw new PsaError(
      "configuration",
      `No vendor has a toolset or preset "${lost.slice(0, 60)}".`,
      {
        advice: "Name it as vendor:toolset; the command tools lists them.",
      },
    );
  }
  const configured = vendors.filter(({ id }) =>
    Object.keys(sources).some((key) => key.startsWith(`${id}/`)),
  );
  const all = settings["sandbox"] === true || configured.length === 0 ? vendors : configured;
  const chosen = named.length === 0 ? all : vendors.filter(({ id }) => named.includes(id));
  const left = chosen.filter(
    (vendor) =>
      words.length === 0 ||
      list(settings[keyOf(vendor, "toolsets")]).length > 0 ||
      words.some((word) => selectionWord(vendor, word).length > 0),
  );
  if (left.length === 0) {
    throw new PsaError(
      "configuration",
      "MCP_TOOLSETS names nothing of the vendors that are served.",
      {
        advice: "Take it away, or add a vendor to MCP_VENDORS.",
      },
    );
  }
  return left;
}
