import type { Settings } from "../../define/index.ts";

/** The settings of the HTTP transport with their types and units; defaults stand in for settings that are absent. */
export interface HttpSettings {
  readonly port: number;
  readonly host: string;
  /** Without a trailing slash. */
  readonly publicUrl: string | undefined;
  readonly trustProxy: boolean | string[] | ((address: string, hop: number) => boolean);
  readonly allowedHosts: readonly string[];
  readonly allowedOrigins: readonly string[];
  readonly sessions: boolean;
  readonly sessionIdleMilliseconds: number;
  readonly sessionLimit: number;
  readonly sessionLimitPerPrincipal: number;
  readonly bodyLimitBytes: number;
  readonly shutdownMilliseconds: number;
}

function text(settings: Settings, key: string): string | undefined {
  const value = settings[key];
  return typeof value === "string" && value !== "" ? value : undefined;
}

function number(settings: Settings, key: string, otherwise: number): number {
  const value = settings[key];
  return typeof value === "number" ? value : otherwise;
}

function list(settings: Settings, key: string): readonly string[] {
  const value = settings[key];
  return Array.isArray(value) ? value.map((entry) => String(entry).trim().toLowerCase()) : [];
}

/** `1` is one hop, `true` any proxy; anything else is a list of addresses and networks. */
function readTrust(value: string | undefined): HttpSettings["trustProxy"] {
  if (value === undefined || /^(false|off|no|0)$/i.test(value)) return false;
  if (/^(true|on|yes)$/i.test(value)) return true;
  if (/^\d+$/.test(value)) {
    const hops = Number(value);
    return (_address, hop) => hop < hops;
  }
  return value.split(",").map((entry) => entry.trim());
}

/** Reads the HTTP transport's part of the configuration. */
export function readHttpSettings(settings: Settings): HttpSettings {
  return {
    port: number(settings, "port", 3000),
    host: text(settings, "host") ?? "127.0.0.1",
    publicUrl: text(settings, "publicUrl")?.replace(/\/+$/, ""),
    trustProxy: readTrust(text(settings, "trustProxy")),
    allowedHosts: list(settings, "allowedHosts"),
    allowedOrigins: list(settings, "allowedOrigins").map((origin) => origin.replace(/\/$/, "")),
    sessions: settings["sessions"] !== "off",
    sessionIdleMilliseconds: number(settings, "sessionIdleSeconds", 1800) * 1000,
    sessionLimit: number(settings, "sessionLimit", 5000),
    sessionLimitPerPrincipal: number(settings, "sessionLimitPerPrincipal", 500),
    bodyLimitBytes: number(settings, "bodyLimitMegabytes", 4) * 1024 * 1024,
    shutdownMilliseconds: number(settings, "shutdownSeconds", 10) * 1000,
  };
}
