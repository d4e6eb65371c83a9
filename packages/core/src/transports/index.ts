// Transports: how clients reach the server. Standard input and output, and HTTP, which is loaded when it is used.
import type { Access } from "../access/index.ts";
import type { Bindable } from "./bindable.ts";
import type { HttpOptions, HttpServer } from "./http/serve.ts";

export type { Bindable } from "./bindable.ts";
export { noSelection, readSelection, SelectionError, type Selection } from "./selection.ts";
export { serveStdioTransport, type StdioOptions, type StdioServer } from "./stdio/serve.ts";
export type { HttpOptions, HttpServer } from "./http/serve.ts";

/** Serves both protocol eras over HTTP; see `HttpServer`. Throws PsaError `configuration` when it cannot start safely. */
export async function serveHttp(
  runtime: Bindable,
  access: Access,
  options: HttpOptions = {},
): Promise<HttpServer> {
  const { startHttp } = await import("./http/serve.ts");
  return startHttp(runtime, access, options);
}
