import type { Logger } from "../telemetry/logger.ts";
import type { Bindable } from "../transports/index.ts";
import type { CombinedInput } from "./combined.ts";
import {
  openShared,
  openVendor,
  runUntilStopped,
  servingProcess,
  withSandbox,
  type Closing,
  type OpenVendor,
  type Serving,
} from "./serve.ts";

/** Serves several vendors: over HTTP each at its own endpoint and all together at `/mcp`, on stdio all together. */
export async function serveCombined(input: CombinedInput): Promise<number> {
  return servingProcess(input.read, async (logger, closing) => {
    const vendors = await openAll(input, logger, closing);
    const serving = await startTransport(input, vendors, logger);
    return runUntilStopped(serving, logger);
  });
}

type Vendors = readonly [OpenVendor, ...OpenVendor[]];

async function openAll(input: CombinedInput, logger: Logger, closing: Closing): Promise<Vendors> {
  const shared = {
    ...(await openShared(input.read.settings, logger, closing)),
    vendors: input.program.parts.map(({ vendor }) => vendor.id),
  };
  const opened: OpenVendor[] = [];
  for (const { program, read } of input.parts) {
    const settings = await withSandbox(program, read.settings, closing);
    const open = await openVendor(program, settings, shared);
    closing.push(() => open.close());
    opened.push(open);
  }
  const [first, ...others] = opened;
  if (first === undefined) throw new Error("a server was started without vendors");
  return [first, ...others];
}

async function startTransport(
  { program, read }: CombinedInput,
  vendors: Vendors,
  logger: Logger,
): Promise<Serving> {
  const [{ combine }, { combineAccess }, { serveMounts, serveStdioTransport }] = await Promise.all([
    import("../server/index.ts"),
    import("../access/index.ts"),
    import("../transports/index.ts"),
  ]);
  const [first, ...others] = vendors;
  const name = "psa-mcp";
  const combined: Bindable = {
    ...combine({
      runtimes: [first.runtime, ...others.map(({ runtime }) => runtime)],
      name,
      title: program.title,
      version: program.version,
      toolPrefix: program.toolPrefix,
    }),
    name,
    about: { vendors: vendors.map(({ runtime }) => runtime.vendor.id) },
    settings: read.settings,
    version: program.version,
    logger,
    audit: first.runtime.audit,
  };
  const part = ({ runtime, access }: OpenVendor): { vendor: string; access: typeof access } => ({
    vendor: runtime.vendor.id,
    access,
  });
  const access = combineAccess([part(first), ...others.map(part)]);
  if (read.settings["transport"] !== "http") return serveStdioTransport(combined, access);

  const server = await serveMounts([
    { paths: ["/mcp"], prefix: "", runtime: combined, access },
    ...vendors.map((vendor) => ({
      paths: [`/${vendor.runtime.vendor.id}/mcp`],
      prefix: `/${vendor.runtime.vendor.id}`,
      runtime: { ...vendor.runtime, logger },
      access: vendor.access,
      uploads: vendor.uploads,
    })),
  ]);
  for (const { runtime } of vendors) {
    const { id } = runtime.vendor;
    logger.info({ url: `${server.url}/${id}/mcp`, vendor: id }, "vendor");
  }
  logger.info(
    { url: server.endpoint, vendors: vendors.length, version: program.version },
    "listening",
  );
  return { close: () => server.close(), closed: new Promise(() => undefined) };
}
