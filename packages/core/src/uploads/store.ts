import type { NamedBytes } from "../define/index.ts";
import { PsaError } from "../errors/index.ts";

/** Life of a slot. */
export const SLOT_MILLISECONDS: number = 15 * 60_000;
/** Most bytes of one file, where a store is told nothing else. */
export const MOST_BYTES: number = 25 * 1024 * 1024;
/** Slots one principal may have open, where a store is told nothing else. */
export const MOST_SLOTS_PER_OWNER = 20;
/** How every slot's id looks. */
export const SLOT_ID: RegExp = /^[A-Za-z0-9_-]{24}$/;
/** Longest file name that is kept. */
const LONGEST_NAME = 200;

/** The last part of a name, without characters that mean something to a file system or a header. */
export function plainName(name: string | undefined): string | undefined {
  const last = name?.split(/[\\/]/).at(-1) ?? "";
  // oxlint-disable-next-line no-control-regex -- control characters are what this removes
  const clean = last.replace(/[\u0000-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069]/g, "").trim();
  return clean === "" || clean === "." || clean === ".." ? undefined : clean.slice(-LONGEST_NAME);
}

/** A slot as it was opened. */
export interface UploadSlot {
  readonly id: string;
  /** Epoch milliseconds. */
  readonly expiresAt: number;
  readonly maxBytes: number;
  /** Where the bytes are sent when not to this server; the address alone permits it. */
  readonly direct?: { readonly url: string; readonly headers: Readonly<Record<string, string>> };
}

/** The refusal for an owner who has as many open slots as allowed. */
export function tooManySlots(open: number): PsaError {
  return new PsaError("rate_limited", `You have ${open} open uploads, as many as allowed.`, {
    advice: "Use or let expire what is open; an upload expires after 15 minutes.",
  });
}

/** The one refusal for unknown, expired, used and foreign slots. */
export function noSuchUpload(): PsaError {
  return new PsaError("not_found", "There is no upload of this id for you.", {
    advice:
      "It may have expired or been used; ask for a new upload, send the bytes, then call again.",
  });
}

/** The refusal for a slot whose bytes are missing. */
export function notReceived(): PsaError {
  return new PsaError("conflict", "The bytes of this upload were not received yet.", {
    advice: "Send them with the PUT request that the upload named, then call again.",
  });
}

export interface FillOptions {
  /** Bytes that the caller says will come. */
  readonly length?: number;
  /** Replaces the name that the slot was opened with. */
  readonly fileName?: string;
}

/** Bytes that were not taken, with the HTTP status that says so. */
export class UploadRefused extends Error {
  readonly status: 400 | 403 | 404 | 409 | 413;

  constructor(status: UploadRefused["status"], message: string) {
    super(message);
    this.name = "UploadRefused";
    this.status = status;
  }
}

/** Where files wait between the upload and the call that uses them. Every slot belongs to one principal's binding. */
export interface UploadStore {
  /** Opens a slot. Throws PsaError `rate_limited` when the owner has too many. */
  open(owner: string, fileName?: string): Promise<UploadSlot>;
  /** Fills a slot and gives the number of bytes. Throws UploadRefused; the slot then stays as it was. */
  fill(
    owner: string,
    id: string,
    bytes: AsyncIterable<Uint8Array>,
    options?: FillOptions,
  ): Promise<number>;
  /**
   * The bytes of a filled slot; the slot is gone afterwards, for exactly one taker. Throws PsaError `conflict` while
   * nothing has arrived, and `not_found` with one message for unknown, expired, used and foreign slots.
   */
  take(owner: string, id: string): Promise<NamedBytes>;
}
