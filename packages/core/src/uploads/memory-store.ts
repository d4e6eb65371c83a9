import { randomBytes } from "node:crypto";
import type { NamedBytes } from "../define/index.ts";
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
  type FillOptions,
  type UploadSlot,
  type UploadStore,
} from "./store.ts";

export interface MemoryStoreOptions {
  /** Present time in epoch milliseconds. */
  readonly now?: () => number;
  /** Most bytes of one file; 25 MiB when absent. */
  readonly maxBytes?: number;
  /** Most bytes of all files together; 256 MiB when absent. */
  readonly totalBytes?: number;
  /** Slots one principal may have open; 20 when absent. */
  readonly slotsPerOwner?: number;
}

interface Slot {
  readonly owner: string;
  readonly expiresAt: number;
  fileName: string | undefined;
  state: "empty" | "filling" | "filled";
  bytes: Uint8Array | undefined;
}

const MEBIBYTE = 1024 * 1024;

/** Keeps staged files in this process: for one replica. Slots live 15 minutes; what is forgotten is swept. */
export function createMemoryStore(options: MemoryStoreOptions = {}): UploadStore {
  const now = options.now ?? Date.now;
  const maxBytes = options.maxBytes ?? MOST_BYTES;
  const totalBytes = options.totalBytes ?? 256 * MEBIBYTE;
  const slotsPerOwner = options.slotsPerOwner ?? MOST_SLOTS_PER_OWNER;
  const slots = new Map<string, Slot>();
  /** Bytes held or being received. */
  let held = 0;

  function remove(id: string, slot: Slot): void {
    slots.delete(id);
    held -= slot.bytes?.length ?? 0;
    slot.bytes = undefined;
  }

  // Slots are in the order of their end, so the first that lives ends the search.
  function sweep(): void {
    for (const [id, slot] of slots) {
      if (slot.expiresAt > now()) return;
      remove(id, slot);
    }
  }

  function check(id: string, slot: Slot | undefined, owner: string): Slot {
    if (slot === undefined) {
      throw new UploadRefused(
        404,
        "There is no upload of this id. It may have expired; ask for a new one.",
      );
    }
    if (slot.owner !== owner)
      throw new UploadRefused(403, "This upload belongs to other credentials.");
    if (slot.state !== "empty") throw new UploadRefused(409, "This upload has its bytes already.");
    return slot;
  }

  async function collect(bytes: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
    const parts: Uint8Array[] = [];
    let length = 0;
    try {
      for await (const part of bytes) {
        length += part.length;
        held += part.length;
        if (length > maxBytes) throw new UploadRefused(413, `A file may have ${maxBytes} bytes.`);
        if (held > totalBytes)
          throw new UploadRefused(
            413,
            "The server holds as many uploads as it can. Try again later.",
          );
        parts.push(part);
      }
      if (length === 0) throw new UploadRefused(400, "The body is empty; send the file's bytes.");
      return Buffer.concat(parts, length);
    } catch (error) {
      held -= length;
      throw error instanceof UploadRefused
        ? error
        : new UploadRefused(400, "The upload ended early.");
    }
  }

  return {
    async open(owner, fileName): Promise<UploadSlot> {
      sweep();
      let open = 0;
      for (const slot of slots.values()) if (slot.owner === owner) open += 1;
      if (open >= slotsPerOwner) throw tooManySlots(open);
      const id = randomBytes(18).toString("base64url");
      const expiresAt = now() + SLOT_MILLISECONDS;
      slots.set(id, {
        owner,
        expiresAt,
        fileName: plainName(fileName),
        state: "empty",
        bytes: undefined,
      });
      return { id, expiresAt, maxBytes };
    },

    async fill(owner, id, bytes, fillOptions: FillOptions = {}): Promise<number> {
      sweep();
      const slot = check(id, SLOT_ID.test(id) ? slots.get(id) : undefined, owner);
      const { length } = fillOptions;
      if (length === 0) throw new UploadRefused(400, "The body is empty; send the file's bytes.");
      if (length !== undefined && length > maxBytes)
        throw new UploadRefused(413, `A file may have ${maxBytes} bytes.`);
      if (length !== undefined && held + length > totalBytes) {
        throw new UploadRefused(
          413,
          "The server holds as many uploads as it can. Try again later.",
        );
      }
      slot.state = "filling";
      let received: Uint8Array;
      try {
        received = await collect(bytes);
      } catch (error) {
        slot.state = "empty";
        throw error;
      }
      if (slots.get(id) !== slot) {
        held -= received.length;
        throw new UploadRefused(
          404,
          "The upload expired while its bytes arrived; ask for a new one.",
        );
      }
      slot.bytes = received;
      slot.state = "filled";
      slot.fileName = plainName(fillOptions.fileName) ?? slot.fileName;
      return received.length;
    },

    async take(owner, id): Promise<NamedBytes> {
      sweep();
      const slot = SLOT_ID.test(id) ? slots.get(id) : undefined;
      if (slot === undefined || slot.owner !== owner) throw noSuchUpload();
      if (slot.bytes === undefined) throw notReceived();
      const taken = {
        bytes: slot.bytes,
        ...(slot.fileName === undefined ? {} : { fileName: slot.fileName }),
      };
      remove(id, slot);
      return taken;
    },
  };
}
