import type { NamedBytes } from "../define/index.ts";

/** A slot as it was opened. */
export interface UploadSlot {
  readonly id: string;
  /** Epoch milliseconds. */
  readonly expiresAt: number;
  readonly maxBytes: number;
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
