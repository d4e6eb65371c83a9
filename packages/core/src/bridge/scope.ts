import { AsyncLocalStorage } from "node:async_hooks";
import type { PlainRecord } from "../define/index.ts";

/** What became of the HTTP side of one request. */
export interface HttpFacts {
  /** Status of the last answer; undefined when none came. */
  status?: number;
  retryAfter?: number;
  location?: string;
  html?: boolean;
  /** True once a byte of the request may have been written. */
  sent: boolean;
}

/** What belongs to one request under way, wherever its answer and the questions on its stream are handled. */
export interface RequestScope {
  readonly http: HttpFacts;
  /** Answers a question that the remote server asks on this request's stream. */
  relay?(method: string, params: PlainRecord): Promise<PlainRecord>;
  /** A line of the remote server's log. */
  log?(level: string, data: unknown): void;
}

/** Follows a request through the streams it opens: the remote server's questions arrive in the scope of their call. */
export const scopes: AsyncLocalStorage<RequestScope> = new AsyncLocalStorage<RequestScope>();
