import type { Change } from "../define/change.ts";

/** A change and whom it concerns: callers with the credential of this fingerprint, or everybody when absent. */
export interface ChangeEvent {
  readonly change: Change;
  readonly scope?: string;
}

/** Carries changes from where they happen to the clients that listen. */
export interface Changes {
  /** Tells every subscriber; one that throws does not keep the others from hearing. */
  publish(event: ChangeEvent): void;
  /** Hears every change from now on until the returned function is called. */
  subscribe(listener: (event: ChangeEvent) => void): () => void;
}

/** Changes within one process. */
export class MemoryChanges implements Changes {
  readonly #listeners = new Set<(event: ChangeEvent) => void>();

  /** How many listen at the moment. */
  get listeners(): number {
    return this.#listeners.size;
  }

  publish(event: ChangeEvent): void {
    for (const listener of this.#listeners) {
      try {
        listener(event);
      } catch {
        // A broken connection is found and closed by its own transport.
      }
    }
  }

  subscribe(listener: (event: ChangeEvent) => void): () => void {
    // A listener of its own for each subscription, so that ending one never ends another.
    const own = (event: ChangeEvent): void => listener(event);
    this.#listeners.add(own);
    return () => void this.#listeners.delete(own);
  }
}
