/** One thing an operator can set, by environment variable and perhaps by flag. Everything about it is generated from here. */
export interface Setting {
  /** Property in the frozen configuration. */
  readonly key: string;
  /** Environment variable. */
  readonly env: string;
  /** Older or other servers' variables with the same meaning; the first that is set wins, `env` before them. */
  readonly alsoEnv?: readonly string[];
  /** Command line flag with its dashes (`--port`). Boolean flags take no value. */
  readonly flag?: string;
  /** Short form (`-h`). */
  readonly shortFlag?: string;
  readonly kind: "text" | "integer" | "boolean" | "choice" | "list" | "url" | "duration";
  /** Allowed values of a choice, in lower case. */
  readonly choices?: readonly string[];
  /** Inclusive limits of an integer or duration (seconds). */
  readonly min?: number;
  readonly max?: number;
  readonly default?: string | number | boolean | readonly string[];
  /** A default that depends on other settings, with the words that describe it in tables. */
  readonly derived?: { readonly says: string; from(settings: Settings): SettingValue };
  /** Value is never printed; `<ENV>_FILE` names a file that holds it. */
  readonly secret?: boolean;
  /** One short sentence for help, tables and manifests. */
  readonly description: string;
  /** Where it is shown: `vendor` settings come first in manifests. */
  readonly group: "vendor" | "server" | "access" | "tools" | "limits" | "logging" | "uploads";
  /** An example for tables and manifests; never a real value. */
  readonly example?: string;
}

/** A value of the frozen configuration. */
export type SettingValue = string | number | boolean | readonly string[] | undefined;

/** The frozen configuration: every setting by its key. */
export type Settings = Readonly<Record<string, SettingValue>>;
