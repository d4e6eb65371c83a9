/** Characters that browsers ignore inside an address and that could hide its scheme. */
// eslint-disable-next-line no-control-regex -- control characters are what it finds
const IGNORED = /[\u0000-\u0020\u007F-\u00A0\u00AD\u200B-\u200F\u2028\u2029\u2060\uFEFF]/g;

/**
 * The address when it is relative or has one of the schemes http, https and mailto; undefined for every other.
 * At most 4,000 characters.
 */
export function safeAddress(address: string | undefined): string | undefined {
  if (address === undefined) return undefined;
  const bare = address.replace(IGNORED, "");
  if (bare === "" || address.length > 4000) return undefined;
  const scheme = /^([^/?#:]*):/.exec(bare)?.[1]?.toLowerCase();
  if (scheme !== undefined && !["http", "https", "mailto"].includes(scheme)) return undefined;
  return address.trim();
}
