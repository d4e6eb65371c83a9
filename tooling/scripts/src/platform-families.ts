/** The platforms that every native tool must have in the lockfile. */
const PLATFORMS = [
  "darwin-arm64",
  "darwin-x64",
  "linux-arm64",
  "linux-x64",
  "win32-arm64",
  "win32-x64",
] as const;

const KEY = /^ {2}'?((?:@[^/']+\/)?[^@'/]+)@([^:'()]+)'?:$/;
const PLATFORM = /(darwin|linux|win32|windows)-(x64|arm64|64)(?:-(?:gnu|msvc))?$/;

/** Families of platform packages (equal name and version) in a pnpm lockfile that lack one of the six main platforms. */
export function incompleteFamilies(lockfile: string): {
  readonly families: number;
  readonly incomplete: readonly { readonly name: string; readonly missing: readonly string[] }[];
} {
  const families = new Map<string, Set<string>>();
  for (const line of lockfile.split("\n")) {
    const [, name = "", version = ""] = KEY.exec(line) ?? [];
    const [platform, system, processor] = PLATFORM.exec(name) ?? [];
    if (platform === undefined) continue;
    const family = `${name.slice(0, -platform.length)}*@${version}`;
    const normal = `${system === "windows" ? "win32" : system}-${processor === "64" ? "x64" : processor}`;
    families.set(family, (families.get(family) ?? new Set()).add(normal));
  }
  const incomplete = [...families].flatMap(([name, present]) => {
    const missing = PLATFORMS.filter((platform) => !present.has(platform));
    return missing.length === 0 ? [] : [{ name, missing }];
  });
  return { families: families.size, incomplete };
}
