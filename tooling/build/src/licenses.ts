import { readFile, readdir } from "node:fs/promises";
import path from "node:path";

const LICENSE_FILE = /^(licen[cs]e|copying|notice)(\.|-|$)/i;

/** The licence texts of every third-party package that modules were bundled from, as one text. */
export async function thirdPartyLicenses(moduleIds: readonly string[]): Promise<string> {
  const folders = new Set(moduleIds.map(packageFolder).filter((folder) => folder !== undefined));
  const entries = new Map<string, string>();
  for (const folder of folders) {
    const manifest = JSON.parse(await readFile(path.join(folder, "package.json"), "utf8")) as {
      name: string;
      version: string;
      license?: string;
    };
    entries.set(`${manifest.name}@${manifest.version}`, await entry(folder, manifest));
  }
  const texts = [...entries]
    .toSorted(([left], [right]) => (left < right ? -1 : 1))
    .map(([, text]) => text);
  return ["This program contains the following packages under their own licences.", ...texts]
    .join(`\n\n${"-".repeat(80)}\n\n`)
    .concat("\n");
}

/** The folder of the package below the last `node_modules` of a module's path. */
function packageFolder(moduleId: string): string | undefined {
  const file = moduleId.replace(/^\0/, "").split("?")[0] ?? "";
  const match = /^(.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+)[\\/]/.exec(file);
  return match?.[1];
}

async function entry(
  folder: string,
  manifest: { readonly name: string; readonly version: string; readonly license?: string },
): Promise<string> {
  const files = (await readdir(folder)).filter((name) => LICENSE_FILE.test(name)).toSorted();
  const texts = await Promise.all(files.map((name) => readFile(path.join(folder, name), "utf8")));
  const head = `${manifest.name} ${manifest.version} (${manifest.license ?? "see below"})`;
  return [head, ...texts.map((text) => text.trim())].join("\n\n");
}
