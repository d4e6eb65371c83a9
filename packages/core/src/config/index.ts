// Config: the table of settings, reading it from environment and flags into one frozen object, and everything generated from it.
export { combinedSettings } from "./combined-settings.ts";
export { coreSettings, declaredSettings, type SettingsOwner } from "./core-settings.ts";
export { processInput, type ProcessInput } from "./process-input.ts";
export {
  readSettings,
  withSettings,
  type CommandOption,
  type CommandShape,
  type ReadSettings,
  type ReadSettingsOptions,
} from "./read-settings.ts";
export { renderEnvExample } from "./render-env-example.ts";
export { renderHelp, type HelpOptions } from "./render-help.ts";
export { renderManifest, type ManifestOptions } from "./render-manifest.ts";
export { renderServerJson, type ServerJsonOptions } from "./render-server-json.ts";
export { renderSettingsTable } from "./render-table.ts";
