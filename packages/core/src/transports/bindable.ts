import type { Server } from "@modelcontextprotocol/server";
import type { AnyVendor, Change, Principal, Settings } from "../define/index.ts";
import type { AuditEvent, Logger } from "../telemetry/index.ts";
import type { Selection } from "./selection.ts";

/** What a transport needs of the running server: something that binds a caller to a protocol server. */
export interface Bindable {
  /** What it serves: one vendor, or several under one name. */
  readonly vendor: Pick<AnyVendor, "id" | "toolsets" | "presets" | "toolsetHeaders">;
  /** What it calls itself; after its vendor when absent. */
  readonly name?: string;
  /** Further facts that its health route tells. */
  readonly about?: Readonly<Record<string, unknown>>;
  readonly settings: Settings;
  readonly version: string;
  readonly logger: Pick<Logger, "debug" | "info" | "warn" | "error">;
  readonly audit: { record(event: AuditEvent): void };
  /** False while something the server depends on is away; the readiness probe says so. */
  ready?(): boolean;
  /** The pages of sign-ins at remote servers, where the vendor has any. */
  readonly webSignIn?: {
    /** What a sign-in that was begun is for; throws `forbidden` for a state that is not known. */
    started(state: string): { readonly title: string; readonly user: string; readonly url: string };
    /** Ends it with what the browser brought back; resolves with the title of what was signed in to. */
    finish(query: URLSearchParams): Promise<string>;
  };
  /** A fresh protocol server for one caller, made from what was compiled once; cheap. */
  bind(principal: Principal, selection: Selection, transport: "stdio" | "http"): Server;
  /** Hears the changes that one caller may know of, until the returned function is called; absent when nothing changes. */
  watch?(
    principal: Principal,
    selection: Selection,
    listener: (change: Change) => void,
  ): () => void;
}
