// Transports: how clients reach the server. Standard input and output, and HTTP, which is loaded when it is used.
import type { Access } from "../access/index.ts";
import type { Bindable } from "./bindable.ts";
import type { Uploads } from "../uploads/index.ts";
import type { HttpOptions, HttpServer, Mount } from "./http/serve.ts";

export type { Bindable } from "./bindable.ts";
export { noSelection, readSelection, SelectionError, type Selection } from "./selection.ts";
export { serveStdioTransport, type StdioOptions, type StdioServer } from "./stdio/serve.ts";
export type { HttpOptions, HttpServer, Mount } from "./http/serve.ts";

/**
 * Serves both protocol eras over HTTP, on `/mcp` and under the vendor's name; see `HttpServer`. Throws PsaError
 * `configuration` when it cannot start safely.
 */
export async function serveHttp(
  runtime: Bindable,
  access: Access,
  options: HttpOptions & { readonly uploads?: Uploads } = {},
): Promise<HttpServer> {
  const { uploads, ...rest } = options;
  const mount = { paths: ["/mcp", `/${runtime.vendor.id}/mcp`], prefix: "", runtime, access };
  return serveMounts([{ ...mount, ...(uploads === undefined ? {} : { uploads }) }], rest);
}

/** Serves several endpoints from one port; the first is the one that clients are sent to. */
export async function serveMounts(
  mounts: readonly [Mount, ...Mount[]],
  options: HttpOptions = {},
): Promise<HttpServer> {
  const { startHttp } = await import("./http/serve.ts");
  return startHttp(mounts, options);
}
