import type { Ability, FileAccess, Principal, Settings } from "../define/index.ts";
import { createAzureStore, type AzureStoreOptions } from "./azure-store.ts";
import { readLocalFile } from "./local-files.ts";
import { writeLocalFile } from "./local-writing.ts";
import { createMemoryStore } from "./memory-store.ts";
import type { UploadStore } from "./store.ts";

export interface UploadsOptions {
  /** Present time in epoch milliseconds. */
  readonly now?: () => number;
  /** Another store than the one the settings name. */
  readonly store?: UploadStore;
}

/** What a running server can do with files that callers hand in. */
export interface Uploads {
  /** `uploads` with staging; on stdio `local-files` with file roots and `local-export` with a folder for exports. */
  readonly abilities: readonly Ability[];
  /** Filled by the upload route; absent without staging. */
  readonly store: UploadStore | undefined;
  /** The files of one caller, for its handlers. */
  filesFor(principal: Principal): FileAccess;
  /** Tells under which address the upload route is reached. */
  announce(baseUrl: string): void;
}

function rootsOf(settings: Settings): readonly string[] {
  const roots = settings["fileRoots"];
  return Array.isArray(roots) ? roots.map(String).filter((root) => root !== "") : [];
}

function azureOptions(settings: Settings, options: UploadsOptions): AzureStoreOptions {
  const connectionString = settings["azureConnectionString"];
  const account = settings["azureAccount"];
  return {
    container: String(settings["azureContainer"] ?? ""),
    ...(typeof connectionString === "string" ? { connectionString } : {}),
    ...(typeof account === "string" ? { account } : {}),
    ...(options.now === undefined ? {} : { now: options.now }),
  };
}

function chooseStore(settings: Settings, options: UploadsOptions): UploadStore | undefined {
  // On stdio nobody could reach the upload route; the caller's files are on this machine.
  if (settings["transport"] !== "http") return undefined;
  if (options.store !== undefined) return options.store;
  const staging = settings["uploadStaging"] ?? "memory";
  if (staging === "azure-blob") return createAzureStore(azureOptions(settings, options));
  return staging === "memory"
    ? createMemoryStore(options.now === undefined ? {} : { now: options.now })
    : undefined;
}

/**
 * Staging and local files as the settings want them. Throws PsaError `configuration` for a staging that lacks settings.
 */
export function createUploads(settings: Settings, options: UploadsOptions = {}): Uploads {
  const store = chooseStore(settings, options);
  const roots = settings["transport"] === "http" ? [] : rootsOf(settings);
  // A setting that only vendors with exports declare.
  const exportDir = settings["transport"] === "http" ? undefined : settings["exportDir"];
  const publicUrl = settings["publicUrl"];
  let base =
    typeof publicUrl === "string"
      ? publicUrl
      : `http://localhost:${String(settings["port"] ?? 3000)}`;

  return {
    store,
    abilities: [
      ...(store === undefined ? [] : ["uploads" as const]),
      ...(roots.length === 0 ? [] : ["local-files" as const]),
      ...(typeof exportDir === "string" ? ["local-export" as const] : []),
    ],
    announce(baseUrl) {
      base = baseUrl;
    },
    filesFor(principal) {
      return {
        ...(store === undefined
          ? {}
          : stagedFiles(store, principal.binding, () => base.replace(/\/+$/, ""))),
        ...(roots.length === 0
          ? {}
          : { readLocal: (path, { maxBytes }) => readLocalFile(path, { roots, maxBytes }) }),
        ...(typeof exportDir === "string"
          ? {
              writeLocal: (path, file) => writeLocalFile(path, { folder: exportDir, ...file }),
            }
          : {}),
      };
    },
  };
}

function stagedFiles(
  store: UploadStore,
  owner: string,
  base: () => string,
): Required<Pick<FileAccess, "requestUpload" | "takeUpload">> {
  return {
    async requestUpload(fileName) {
      const slot = await store.open(owner, fileName);
      return {
        upload_id: slot.id,
        method: "PUT",
        ...(slot.direct === undefined
          ? {
              url: `${base()}/upload/${slot.id}`,
              headers: { "Content-Type": "application/octet-stream" },
              auth: "same-as-mcp",
            }
          : { ...slot.direct, auth: "none" }),
        expires_at: new Date(slot.expiresAt).toISOString(),
        max_bytes: slot.maxBytes,
      };
    },
    takeUpload: (uploadId) => store.take(owner, uploadId),
  };
}
