import { isIP } from "node:net";
import { isLoopback } from "../../access/start.ts";
import type { HttpSettings } from "./settings.ts";

/** Which hosts a request may be addressed to and which browser origins it may come from. */
export interface Guards {
  /** Takes the Host header. */
  allowsHost(host: string | undefined): boolean;
  /** Takes the Origin header, which is present. */
  allowsOrigin(origin: string): boolean;
}

/** Name (lower case, IPv6 in brackets) and port of a Host header; undefined when it cannot be one. */
function parseHost(host: string): { name: string; port: string } | undefined {
  const match = /^(\[[0-9a-f:.]+\]|[a-z0-9._-]+)(?::(\d{1,5}))?$/i.exec(host);
  const name = match?.[1];
  return name === undefined
    ? undefined
    : { name: name.toLowerCase().replace(/\.$/, ""), port: match?.[2] ?? "" };
}

const LOCAL_ORIGIN = /^[a-z][a-z0-9+.-]*:\/\/(localhost|127\.0\.0\.1|\[::1\])(:\d{1,5})?$/i;

/**
 * The guards of one configuration. Loopback names always pass: another site cannot make a browser send them. On an
 * address that others can reach, bare IP addresses pass too, since DNS rebinding needs a name; every other name must be
 * configured. Origins are compared whole; loopback origins pass with any scheme and port.
 */
export function createGuards(settings: HttpSettings): Guards {
  const names = new Set<string>(["localhost", "127.0.0.1", "[::1]"]);
  const withPort = new Set<string>();
  const origins = new Set<string>(settings.allowedOrigins);
  for (const entry of settings.allowedHosts) {
    const parsed = parseHost(entry);
    if (parsed === undefined) continue;
    if (parsed.port === "") names.add(parsed.name);
    else withPort.add(`${parsed.name}:${parsed.port}`);
  }
  if (settings.publicUrl !== undefined && URL.canParse(settings.publicUrl)) {
    const url = new URL(settings.publicUrl);
    names.add(url.hostname.toLowerCase());
    origins.add(url.origin.toLowerCase());
  }
  const bound = parseHost(isIP(settings.host) === 6 ? `[${settings.host}]` : settings.host);
  if (bound !== undefined) names.add(bound.name);
  const anyAddress = !isLoopback(settings.host);

  return {
    allowsHost(host) {
      const parsed = host === undefined ? undefined : parseHost(host);
      if (parsed === undefined) return false;
      if (names.has(parsed.name) || withPort.has(`${parsed.name}:${parsed.port}`)) return true;
      return anyAddress && isIP(parsed.name.replace(/^\[|\]$/g, "")) !== 0;
    },
    allowsOrigin(origin) {
      const plain = origin.toLowerCase().replace(/\/$/, "");
      return LOCAL_ORIGIN.test(plain) || origins.has(plain);
    },
  };
}
