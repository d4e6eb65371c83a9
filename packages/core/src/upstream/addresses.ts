import { lookup as systemLookup, type LookupAddress } from "node:dns";
import { BlockList, isIP, type LookupFunction } from "node:net";

/** IPv4 ranges that lead to machines, networks or protocols which a stranger's link must not reach (IANA special-purpose registry). */
const CLOSED_V4: readonly (readonly [string, number])[] = [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.88.99.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 4],
  ["240.0.0.0", 4],
  // A public number that on one cloud is every machine's own metadata service.
  ["168.63.129.16", 32],
];

/** Of IPv6 only global unicast is open; these parts of it carry other addresses inside or are not routed. */
const OPEN_V6: readonly [string, number] = ["2000::", 3];
const CLOSED_V6: readonly (readonly [string, number])[] = [
  ["2001::", 23],
  ["2001:db8::", 32],
  ["2002::", 16],
  ["3fff::", 20],
];

const closed = new BlockList();
for (const [address, bits] of CLOSED_V4) closed.addSubnet(address, bits, "ipv4");
for (const [address, bits] of CLOSED_V6) closed.addSubnet(address, bits, "ipv6");
const open = new BlockList();
open.addSubnet(OPEN_V6[0], OPEN_V6[1], "ipv6");
const loopback = new BlockList();
loopback.addSubnet("127.0.0.0", 8, "ipv4");
loopback.addAddress("::1", "ipv6");

/** True for an address on the public internet; false for private, reserved and embedded ones and for anything that is no address. */
export function isPublicAddress(address: string): boolean {
  const family = isIP(address);
  if (family === 4) return !closed.check(address, "ipv4");
  // A zone (`%eth0`) only ever belongs to a local address.
  if (family === 6 && !address.includes("%")) {
    return open.check(address, "ipv6") && !closed.check(address, "ipv6");
  }
  return false;
}

/** True for an address of this machine itself, `::ffff:127.0.0.1` included. */
export function isLoopbackAddress(address: string): boolean {
  const family = isIP(address);
  if (family === 0 || address.includes("%")) return false;
  return loopback.check(address, family === 4 ? "ipv4" : "ipv6");
}

/** The host of a URL without the brackets of IPv6. */
export function bareHost(hostname: string): string {
  return hostname.startsWith("[") ? hostname.slice(1, -1) : hostname;
}

/** True for a URL host that names this machine: `localhost` or a loopback address. */
export function isLoopbackHost(hostname: string): boolean {
  const host = bareHost(hostname);
  return host === "localhost" || isLoopbackAddress(host);
}

/** Refusal of an address, found before or while connecting. */
export class ClosedAddress extends Error {
  constructor() {
    super("the address is not on the public internet");
    this.name = "ClosedAddress";
  }
}

/**
 * A resolver that refuses a name as soon as one of its addresses is not permitted. Handed to the connection itself, so
 * that the address that was checked is the address that is used.
 */
export function checkedLookup(
  permitted: (address: string) => boolean,
  resolve: LookupFunction = systemLookup,
): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname, { ...options, all: true }, (error, found) => {
      const addresses: readonly LookupAddress[] = Array.isArray(found) ? found : [];
      const first = addresses[0];
      if (error !== null || first === undefined) {
        callback(error ?? Object.assign(new Error("no address"), { code: "ENOTFOUND" }), "", 0);
      } else if (!addresses.every(({ address }) => permitted(address))) {
        callback(new ClosedAddress(), "", 0);
      } else if (options.all === true) {
        callback(null, [...addresses]);
      } else {
        callback(null, first.address, first.family);
      }
    });
  };
}
