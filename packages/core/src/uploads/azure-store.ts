import { createHash, randomBytes } from "node:crypto";
import type { BlockBlobClient } from "@azure/storage-blob";
import type { NamedBytes } from "../define/index.ts";
import { PsaError } from "../errors/index.ts";
import {
  checkAzureAccess,
  openAzureContainer,
  storageFailure,
  storageStatus,
  type AzureAccess,
  type AzureContainer,
  type AzureIdentity,
} from "./azure-container.ts";
import {
  MOST_BYTES,
  MOST_SLOTS_PER_OWNER,
  noSuchUpload,
  notReceived,
  plainName,
  SLOT_ID,
  SLOT_MILLISECONDS,
  tooManySlots,
  UploadRefused,
  type UploadSlot,
  type UploadStore,
} from "./store.ts";

export interface AzureStoreOptions extends AzureAccess {
  /** Present time in epoch milliseconds. */
  readonly now?: () => number;
  /** Most bytes of one file; 25 MiB when absent. */
  readonly maxBytes?: number;
  /** Slots one principal may have open at this replica; 20 when absent. */
  readonly slotsPerOwner?: number;
  /** Another identity than the machine's. */
  readonly identity?: AzureIdentity;
}

/** What this replica knows of a slot; other replicas know the blob alone. */
interface KnownSlot {
  readonly owner: string;
  readonly expiresAt: number;
  used: boolean;
}

/** Addresses are valid from before now, for clocks that are late. */
const CLOCK_MILLISECONDS = 5 * 60_000;
const SWEEP_EVERY_MILLISECONDS = 10 * 60_000;
const ORPHAN_MILLISECONDS = 3_600_000;
/** Most blobs that one sweep deletes; the next one goes on. */
const SWEEP_LIMIT = 1000;
const REQUEST_MILLISECONDS = 60_000;
const BLOB_NAME = /^[0-9a-f]{16}\/[A-Za-z0-9_-]{24}$/;

/** An id whose first four bytes are the second of its end, so that every replica knows it; 112 bits are random. */
function newId(expiresAt: number): string {
  const bytes = randomBytes(18);
  bytes.writeUInt32BE(expiresAt / 1000);
  return bytes.toString("base64url");
}

function expiryOf(id: string): number {
  return Buffer.from(id, "base64url").readUInt32BE() * 1000;
}

function blobNameOf(owner: string, id: string): string {
  return `${createHash("sha256").update(owner).digest("hex").slice(0, 16)}/${id}`;
}

/** Percent-encoded down to letters, digits and `-._~`: the value stands in a header and in a shell's quotes. */
function encodedName(name: string): string {
  return encodeURIComponent(name.toWellFormed()).replace(
    /[!'()*]/g,
    (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function decodedName(value: string | undefined): string | undefined {
  try {
    return plainName(value === undefined ? undefined : decodeURIComponent(value));
  } catch {
    return plainName(value);
  }
}

const withinTime = (): { abortSignal: AbortSignal } => ({
  abortSignal: AbortSignal.timeout(REQUEST_MILLISECONDS),
});

/**
 * The bytes of one version of a blob, which it then deletes; undefined when there is none. Only one of several takers
 * can delete that version: for the others the storage answers 404, or 412 when it was written again.
 */
async function consume(blob: BlockBlobClient, maxBytes: number): Promise<NamedBytes | undefined> {
  const found = await blob.getProperties(withinTime()).catch((error: unknown) => {
    if (storageStatus(error) === 404) return undefined;
    throw error;
  });
  if (found === undefined) return undefined;
  const sameVersion = { conditions: { ifMatch: found.etag ?? "" } };
  const length = found.contentLength ?? 0;
  if (length === 0) {
    throw new PsaError("invalid_arguments", "The upload is empty.", {
      advice: "Send the file's bytes with the PUT request that the upload named, then call again.",
    });
  }
  if (length > maxBytes) {
    await blob.delete({ ...sameVersion, ...withinTime() }).catch(() => undefined);
    throw new PsaError("too_large", `A file may have ${maxBytes} bytes; this one has more.`, {
      advice: "Send a smaller file with the same PUT request, then call again.",
    });
  }
  const bytes = await blob.downloadToBuffer(0, length, { ...sameVersion, ...withinTime() });
  await blob.delete({ ...sameVersion, ...withinTime() });
  const fileName = decodedName(found.metadata?.["filename"]);
  return { bytes, ...(fileName === undefined ? {} : { fileName }) };
}

/**
 * Keeps staged files in a container of Azure Blob Storage, for any number of replicas: callers send their bytes there,
 * with an address that is signed for one blob. Connects at the first use. Throws PsaError `configuration` at once for
 * settings that cannot work.
 */
export function createAzureStore(options: AzureStoreOptions): UploadStore {
  checkAzureAccess(options);
  const now = options.now ?? Date.now;
  const maxBytes = options.maxBytes ?? MOST_BYTES;
  const slotsPerOwner = options.slotsPerOwner ?? MOST_SLOTS_PER_OWNER;
  const known = new Map<string, KnownSlot>();
  /** Blobs that are being taken. */
  const taking = new Set<string>();
  let opening: Promise<AzureContainer> | undefined;
  let sweptAt = Number.NEGATIVE_INFINITY;

  async function container(): Promise<AzureContainer> {
    opening ??= openAzureContainer(options, options.identity);
    try {
      return await opening;
    } catch (error) {
      // The next call tries again.
      opening = undefined;
      throw storageFailure(error);
    }
  }

  function forgetExpired(): void {
    for (const [id, slot] of known) if (slot.expiresAt <= now()) known.delete(id);
  }

  async function sweep({ client }: AzureContainer): Promise<void> {
    if (now() - sweptAt < SWEEP_EVERY_MILLISECONDS) return;
    sweptAt = now();
    const limit = new Date(now() - ORPHAN_MILLISECONDS);
    let deleted = 0;
    for await (const { name, properties } of client.listBlobsFlat()) {
      if (!BLOB_NAME.test(name) || properties.lastModified > limit) continue;
      // A blob that was written again in the meantime is no orphan.
      await client
        .deleteBlob(name, { conditions: { ifUnmodifiedSince: limit }, ...withinTime() })
        .catch(() => undefined);
      deleted += 1;
      if (deleted >= SWEEP_LIMIT) return;
    }
  }

  return {
    async open(owner, fileName): Promise<UploadSlot> {
      forgetExpired();
      let open = 0;
      for (const slot of known.values()) if (slot.owner === owner && !slot.used) open += 1;
      if (open >= slotsPerOwner) throw tooManySlots(open);
      const expiresAt = Math.floor((now() + SLOT_MILLISECONDS) / 1000) * 1000;
      const id = newId(expiresAt);
      known.set(id, { owner, expiresAt, used: false });
      const name = plainName(fileName);
      try {
        const opened = await container();
        const url = await opened.signUpload(
          blobNameOf(owner, id),
          new Date(now() - CLOCK_MILLISECONDS),
          new Date(expiresAt),
        );
        void sweep(opened).catch(() => undefined);
        return {
          id,
          expiresAt,
          maxBytes,
          direct: {
            url,
            headers: {
              "x-ms-blob-type": "BlockBlob",
              "Content-Type": "application/octet-stream",
              ...(name === undefined ? {} : { "x-ms-meta-filename": encodedName(name) }),
            },
          },
        };
      } catch (error) {
        known.delete(id);
        throw storageFailure(error);
      }
    },

    async fill(): Promise<number> {
      throw new UploadRefused(
        404,
        "Bytes are not taken here; send them to the address that the upload named.",
      );
    },

    async take(owner, id): Promise<NamedBytes> {
      forgetExpired();
      if (!SLOT_ID.test(id) || expiryOf(id) <= now()) throw noSuchUpload();
      const slot = known.get(id);
      const name = blobNameOf(owner, id);
      // The address stays valid until its end, so a used slot is remembered: bytes sent to it again are not taken.
      if (slot?.used === true || taking.has(name)) throw noSuchUpload();
      if (slot !== undefined && slot.owner !== owner) throw noSuchUpload();
      taking.add(name);
      try {
        const { client } = await container();
        const taken = await consume(client.getBlockBlobClient(name), maxBytes);
        if (taken === undefined) throw slot === undefined ? noSuchUpload() : notReceived();
        known.set(id, { owner, expiresAt: expiryOf(id), used: true });
        return taken;
      } catch (error) {
        const status = storageStatus(error);
        throw status === 404 || status === 412 ? noSuchUpload() : storageFailure(error);
      } finally {
        taking.delete(name);
      }
    },
  };
}
