import type { PlainRecord } from "./result.ts";

/** A file or record inside an answer, under the address by which a client may read it again. */
export type EmbeddedBlock = {
  readonly kind: "resource";
  readonly uri: string;
  readonly mimeType: string;
} & ({ readonly text: string } | { readonly bytes: Uint8Array });

/** One ready piece of an answer. Bytes stay bytes here; the server encodes them. */
export type Block =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "image" | "audio"; readonly bytes: Uint8Array; readonly mimeType: string }
  | EmbeddedBlock
  | {
      /** Points to a resource instead of sending it. */
      readonly kind: "link";
      readonly uri: string;
      readonly name: string;
      readonly title?: string;
      readonly description?: string;
      readonly mimeType?: string;
      /** Size in bytes, where it is known. */
      readonly size?: number;
    };

/** Ready pieces in their order, for answers that are no record and no list: pictures, sound, files, pointers. */
export interface ContentResult {
  readonly kind: "content";
  readonly blocks: readonly Block[];
  /** The facts behind it for programs. */
  readonly record?: PlainRecord;
}

/** Ready pieces of an answer; see `ContentResult`. */
export function content(blocks: readonly Block[], record?: PlainRecord): ContentResult {
  return { kind: "content", blocks, ...(record === undefined ? {} : { record }) };
}

/** One message of a conversation, as prompts hand it to a model. */
export interface ConversationMessage {
  readonly role: "user" | "assistant";
  readonly content: Block;
}
