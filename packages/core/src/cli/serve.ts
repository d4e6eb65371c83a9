import type { Access } from "../access/index.ts";
import type { Credential, Settings } from "../define/index.ts";
import { PsaError } from "../errors/index.ts";
import { declaredSettings } from "../config/core-settings.ts";
import { withVariables } from "../config/read-settings.ts";
import type { Runtime } from "../server/index.ts";
import type { Signer } from "../state/index.ts";
import { createAudit, type Audit } from "../telemetry/audit.ts";
import { createLogger, type Logger } from "../telemetry/logger.ts";
import type { Bindable } from "../transports/index.ts";
import type { Uploads } from "../uploads/index.ts";
import { programName, type Program, type ProgramSandbox } from "./program.ts";
import type { CommandInput } from "./run.ts";
import { endOnCrash, untilStopped } from "./signals.ts";

/** What is closed at the end, the last first. */
export type Closing = (() => Promise<unknown>)[];

/** Something that runs until it is closed or ends by itself. */
export interface Serving {
  close(): Promise<void>;
  /** Resolves with an exit code when it ended by itself; never when it runs until closed. */
  readonly closed: Promise<number>;
}

/** Serves clients until the client goes away, a signal arrives or something breaks; resolves with the exit code. */
export async function serve({ program, read }: CommandInput): Promise<number> {
  return servingProcess(read, async (logger, closing) => {
    const settings = await withSandbox(program, read.settings, closing);
    return serveWith(program, settings, logger, closing);
  });
}

/** What every serving process does around its work: log, warnings, and an orderly end. */
export async function servingProcess(
  read: CommandInput["read"],
  work: (logger: Logger, closing: Closing) => Promise<number>,
): Promise<number> {
  const logger = createLogger(read.settings);
  for (const warning of read.warnings) logger.warn(warning);
  const closing: Closing = [endOnCrash(logger)];
  try {
    return await work(logger, closing);
  } finally {
    // What was opened last is closed first; one that fails must not keep the others open.
    for (const close of closing.toReversed()) await close().catch(() => undefined);
    await logger.flush();
  }
}

/** The settings as they are, or those that lead to the vendor's imitation when `--sandbox` was asked for. */
export async function withSandbox(
  program: Program,
  settings: Settings,
  closing: Closing,
): Promise<Settings> {
  if (settings["sandbox"] !== true) return settings;
  const sandbox = await startSandbox(program);
  closing.push(() => sandbox.close());
  return withVariables(settings, declaredSettings(program.vendor), sandbox.variables);
}

async function startSandbox(program: Program): Promise<ProgramSandbox> {
  if (program.sandbox === undefined) {
    throw new PsaError("configuration", `${programName(program)} has no sandbox.`, {
      advice: "Start it without --sandbox.",
    });
  }
  return await program.sandbox();
}

/** What all vendors of a process share. */
export interface Shared {
  readonly logger: Logger;
  readonly audit: Audit;
  readonly signer: Signer;
  /** All vendors of the server, where it has several. */
  readonly vendors?: readonly string[];
}

/** One vendor, ready to be bound to callers. */
export interface OpenVendor {
  readonly runtime: Runtime;
  readonly access: Access;
  readonly uploads: Uploads;
  close(): Promise<void>;
}

/** Makes what serves one vendor. Does no I/O; throws PsaError `configuration` for settings that cannot work. */
export async function openVendor(
  program: Program,
  settings: Settings,
  { logger, audit, signer, vendors }: Shared,
): Promise<OpenVendor> {
  const { vendor } = program;
  const baseUrl = vendor.baseUrl(settings);
  const [{ createAccess }, { createUpstream }, { createRuntime }, { createUploads }, policy] =
    await Promise.all([
      import("../access/index.ts"),
      import("../upstream/index.ts"),
      import("../server/index.ts"),
      import("../uploads/index.ts"),
      import("../policy/index.ts"),
    ]);
  policy.assertToolsets(settings, vendor);
  const upstream = createUpstream({
    vendor,
    settings,
    baseUrl,
    onRequest: (event) => logger.debug({ ...event }, "vendor request"),
    onBudget: ({ kind, ...budget }) =>
      logger.warn(
        budget,
        kind === "learned"
          ? `${vendor.title} named a lower rate limit, which counts from now on`
          : `most of the rate limit of ${vendor.title} is used`,
      ),
  });
  const access = createAccess({
    vendor,
    settings,
    ...(vendors === undefined ? {} : { vendors }),
    verifyCallerCredential: async (credential: Credential) =>
      vendor.verify(
        upstream.connect({
          credential,
          signal: AbortSignal.timeout(deadlineMilliseconds(settings)),
        }),
      ),
  });
  if (settings["transport"] === "http") access.assertStartable();
  const uploads = createUploads(settings);
  const runtime = createRuntime({
    vendor,
    settings,
    version: program.version,
    upstream,
    audit,
    logger,
    signer,
    abilities: new Set(uploads.abilities),
    files: (principal) => uploads.filesFor(principal),
  });
  const close = async (): Promise<void> => {
    await runtime.close();
    await upstream.close();
  };
  return { runtime, access, uploads, close };
}

/** What one process shares, made from its settings; to be closed after everything that uses it. */
export async function openShared(
  settings: Settings,
  logger: Logger,
  closing: Closing,
): Promise<Pick<Shared, "logger" | "audit" | "signer">> {
  const { createSigner } = await import("../state/index.ts");
  const audit = createAudit(settings, logger);
  closing.push(() => audit.flush());
  const signingKey = settings["signingKey"];
  return {
    logger,
    audit,
    signer: createSigner(typeof signingKey === "string" ? signingKey : undefined),
  };
}

async function serveWith(
  program: Program,
  settings: Settings,
  logger: Logger,
  closing: Closing,
): Promise<number> {
  const shared = await openShared(settings, logger, closing);
  const open = await openVendor(program, settings, shared);
  closing.push(() => open.close());
  const serving = await startTransport({ ...open.runtime, logger }, open.access, open.uploads);
  return runUntilStopped(serving, logger);
}

/** Serves until the client goes away or a signal arrives; resolves with the exit code. */
export async function runUntilStopped(serving: Serving, logger: Logger): Promise<number> {
  const stopped = await untilStopped(serving.closed);
  if (stopped.signal !== undefined) {
    logger.info({ signal: stopped.signal }, "stopping");
    await serving.close();
  }
  return stopped.code;
}

/** Opens the transport that the settings name for one vendor. */
async function startTransport(
  bindable: Bindable,
  access: Access,
  uploads: Uploads,
): Promise<Serving> {
  const { serveHttp, serveStdioTransport } = await import("../transports/index.ts");
  if (bindable.settings["transport"] !== "http") return await serveStdioTransport(bindable, access);
  const server = await serveHttp(bindable, access, { uploads });
  bindable.logger.info(
    { url: server.endpoint, vendor: bindable.vendor.id, version: bindable.version },
    "listening",
  );
  return { close: () => server.close(), closed: new Promise(() => undefined) };
}

function deadlineMilliseconds(settings: Settings): number {
  return Number(settings["deadlineSeconds"] ?? 30) * 1000;
}
