import { path, PsaError, registerCallerSecret, type PlainRecord } from "@psa-mcp/core";
import type { ItglueApi, ItglueRecord } from "../api.ts";
import { attempt } from "../records/attempt.ts";
import { checkTraits, spoken } from "./check.ts";
import { REDACTED, type TraitField } from "./fields.ts";
import { storedAsset, type StoredAsset } from "./load.ts";
import { shownTraits, silentLosses, unmasked, writableTraits, type StoredFile } from "./merge.ts";

/** Largest stored file that is carried over. */
const LARGEST_FILE = 25 * 1024 * 1024;

/** Keeps passwords that travel in a write out of what the API says about it: its errors may quote what they refuse. */
export function keepPasswords(fields: readonly TraitField[], traits: PlainRecord): void {
  for (const { key, kind } of fields) {
    const value = traits[key];
    if (kind === "Password" && typeof value === "string") registerCallerSecret(value);
  }
}

/** Traits ready to be sent; throws `invalid_arguments` that names every mistake, with suggestions. Warnings are handed back. */
export function acceptTraits(
  fields: readonly TraitField[],
  given: PlainRecord,
  options: { readonly complete: boolean },
): { readonly traits: PlainRecord; readonly warnings: readonly string[] } {
  const { traits, problems } = checkTraits(fields, given, options);
  const errors = problems.filter(({ severity }) => severity === "error");
  if (errors.length > 0) {
    throw new PsaError(
      "invalid_arguments",
      `These traits cannot be saved: ${errors.map(spoken).join("; ")}.`,
      {
        advice: `The traits of this type are: ${fields
          .filter(({ kind }) => kind !== "Header")
          .map(({ key, kind, required }) => `${key} (${kind}${required ? ", required" : ""})`)
          .join(", ")}.`,
        details: { problems: errors },
      },
    );
  }
  return {
    traits,
    warnings: problems.map(spoken),
  };
}

/** The whole set to send so that only the given traits change: what is stored, files included, with the given ones on top. */
export async function mergedTraits(
  vendor: ItglueApi,
  asset: StoredAsset,
  given: PlainRecord,
): Promise<{ readonly traits: PlainRecord; readonly warnings: readonly string[] }> {
  const { fields, traits: stored } = asset;
  const { traits: changes, warnings } = acceptTraits(fields, unmasked(fields, stored, given), {
    complete: false,
  });
  const kept = writableTraits(fields, stored);
  const files = await Promise.all(
    kept.files
      .filter(({ key }) => !Object.hasOwn(changes, key))
      .map(async (file) => [file.key, await carriedFile(vendor, file)] as const),
  );
  return { traits: { ...kept.traits, ...Object.fromEntries(files), ...changes }, warnings };
}

/** The given traits as the whole set; refuses to lose files and passwords that are not named. */
export function replacedTraits(
  { fields, traits: stored }: StoredAsset,
  given: PlainRecord,
): { readonly traits: PlainRecord; readonly warnings: readonly string[] } {
  const accepted = acceptTraits(fields, unmasked(fields, stored, given), { complete: true });
  const losses = silentLosses(fields, stored, given);
  if (losses.length > 0) {
    throw new PsaError(
      "invalid_arguments",
      `Replacing all traits would erase ${losses.map(({ key, kind }) => `${key} (${kind})`).join(", ")}.`,
      { advice: "Use mode merge to keep them, or give each as null to erase it on purpose." },
    );
  }
  return accepted;
}

/** A stored file in the form of a write. A dry run only names it. */
async function carriedFile(
  vendor: ItglueApi,
  { key, name, link }: StoredFile,
): Promise<PlainRecord> {
  if (name !== undefined && link !== undefined) {
    if (vendor.client.dryRun) return { content: "", file_name: name };
    const { value } = await attempt(vendor.client.download(link, { maxBytes: LARGEST_FILE }));
    if (value !== undefined) return { content: base64(value.bytes), file_name: name };
  }
  throw new PsaError(
    "unsupported",
    `The file of trait ${key} cannot be read back, so any change of traits would lose it.`,
    { advice: `Give ${key} with the file again, or as null to erase it on purpose.` },
  );
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("base64");
}

/**
 * Archives an asset or brings it back. Where the API takes no change without traits, the stored ones are sent along.
 * Answers with the asset as it is then.
 */
export async function setArchived(
  vendor: ItglueApi,
  id: number,
  archived: boolean,
): Promise<ItglueRecord> {
  const at = path`/flexible_assets/${id}`;
  const stored = await storedAsset(vendor, id);
  const plain = await attempt(vendor.update(at, "flexible-assets", { archived }, stored.record));
  if (plain.failure === undefined) return plain.value;
  if (plain.failure.code !== "invalid_arguments") throw plain.failure;
  const { traits } = await mergedTraits(vendor, stored, {});
  return vendor.update(
    at,
    "flexible-assets",
    { archived, traits },
    { ...stored.record, traits },
    {
      mask: (attributes) => ({ ...attributes, traits: undefined }),
    },
  );
}

/**
 * Sends the whole set of traits of an asset. The plan and the difference show each changed trait by itself, with
 * passwords masked and files by name.
 */
export async function sendTraits(
  vendor: ItglueApi,
  asset: StoredAsset,
  traits: PlainRecord,
  given: PlainRecord,
): Promise<void> {
  const { fields, traits: stored } = asset;
  const before: PlainRecord = {};
  const after: PlainRecord = {};
  const present = writableTraits(fields, stored);
  const sent: PlainRecord = Object.fromEntries(
    Object.entries(traits).filter(([, value]) => value !== null),
  );
  keepPasswords(fields, sent);
  const presentShown = shownTraits(fields, present.traits);
  const sentShown = shownTraits(fields, sent);
  for (const { key, kind } of fields) {
    const from = kind === "Upload" ? fileMark(present.files, key) : (present.traits[key] ?? null);
    const to = kind === "Upload" ? (sentShown[key] ?? null) : (sent[key] ?? null);
    // Whether a password given is the one that is stored must not show: it could be guessed that way.
    const renewed = kind === "Password" && (given[key] ?? REDACTED) !== REDACTED;
    if (!renewed && JSON.stringify(from) === JSON.stringify(to)) continue;
    before[`traits.${key}`] = kind === "Upload" ? from : (presentShown[key] ?? null);
    after[`traits.${key}`] =
      kind === "Password" && to !== null ? "[new value]" : (sentShown[key] ?? null);
  }
  const body = (shown: PlainRecord): PlainRecord => ({
    data: { type: "flexible-assets", attributes: { traits: shown } },
  });
  await vendor.client.patch(path`/flexible_assets/${asset.record.id}`, {
    // A dry run shows its request, so it is given the masked one.
    body: body(vendor.client.dryRun ? sentShown : sent),
    before,
    after,
    idempotent: true,
    simulated: {},
  });
}

function fileMark(files: readonly StoredFile[], key: string): string | null {
  const file = files.find((candidate) => candidate.key === key);
  return file === undefined ? null : `file ${file.name ?? ""}`.trim();
}
