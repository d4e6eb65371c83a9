import type { AnyVendor, Setting } from "../define/index.ts";
import { accessSettings, uploadSettings } from "./access-settings.ts";
import { loggingSettings, serverSettings } from "./server-settings.ts";
import { remoteSettings } from "./remote-settings.ts";
import { limitSettings, toolSettings } from "./tool-settings.ts";

/** What the core settings need to know of a vendor: its prefix and its rate limit. */
export type SettingsOwner = Pick<
  AnyVendor,
  "id" | "envPrefix" | "title" | "limits" | "settings" | "coreSettings" | "remotes"
>;

/** Every setting of a vendor's server: the vendor's own first, then those that all servers share. */
export function declaredSettings(vendor: SettingsOwner): readonly Setting[] {
  return [...vendor.settings, ...coreSettings(vendor)];
}

/** The settings that every server has, with the vendor's prefix where a variable carries one. */
export function coreSettings(vendor: SettingsOwner): readonly Setting[] {
  return [
    ...serverSettings,
    ...accessSettings(vendor),
    ...toolSettings(vendor),
    ...limitSettings(vendor),
    ...(vendor.remotes === undefined ? [] : remoteSettings(vendor)),
    ...loggingSettings,
    ...uploadSettings(vendor),
  ].map((setting) => adjusted(setting, vendor.coreSettings?.[setting.key]));
}

function adjusted(
  setting: Setting,
  change: NonNullable<SettingsOwner["coreSettings"]>[string] | undefined,
): Setting {
  if (change === undefined) return setting;
  const { default: _default, ...rest } = setting;
  return {
    ...(change.derived === undefined ? setting : rest),
    ...(change.derived === undefined ? {} : { derived: change.derived }),
    ...(change.alsoEnv === undefined
      ? {}
      : { alsoEnv: [...(setting.alsoEnv ?? []), ...change.alsoEnv] }),
  };
}
