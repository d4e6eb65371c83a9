import type { Access } from "../access/index.ts";
import type { Credential, Settings } from "../define/index.ts";
import { PsaError } from "../errors/index.ts";
import { withSettings } from "../config/read-settings.ts";
import { createAudit } from "../telemetry/audit.ts";
import { createLogger, type Logger } from "../telemetry/logger.ts";
import type { Bindable } from "../transports/index.ts";
import type { Uploads } from "../uploads/index.ts";
import { programName, type Program, type ProgramSandbox } from "./program.ts";
import type { CommandInput } from "./run.ts";
import { endOnCrash, untilStopped } from "./signals.ts";

/** Something that runs until it is closed or ends by itself. */
interface Serving {
  close(): Promise<void>;
  /** Resolves with an exit code when it ended by itself; never when it runs until closed. */
  readonly closed: Promise<number>;
}

/** Serves clients until the client goes away, a signal arrives or something breaks; resolves with the exit code. */
export async function serve({ program, read }: CommandInput): Promise<number> {
  const logger = createLogger(read.settings);
  for (const warning of read.warnings) logger.warn(warning);
  const closing: (() => Promise<unknown>)[] = [endOnCrash(logger)];
  try {
    const sandbox = read.settings["sandbox"] === true ? await startSandbox(program) : undefined;
    if (sandbox !== undefined) closing.push(() => sandbox.close());
    const settings =
      sandbox === undefined ? read.settings : withSettings(read.settings, sandbox.settings);
    return await serveWith(program, settings, logger, closing);
  } finally {
    // What was opened last is closed first; one that fails must not keep the others open.
    for (const close of closing.toReversed()) await close().catch(() => undefined);
    await logger.flush();
  }
}

async function startSandbox(program: Program): Promise<ProgramSandbox> {
  if (program.sandbox === undefined) {
    throw new PsaError("configuration", `${programName(program)} has no sandbox.`, {
      advice: "Start it without --sandbox.",
    });
  }
  return await program.sandbox();
}

async function serveWith(
  program: Program,
  settings: Settings,
  logger: Logger,
  closing: (() => Promise<unknown>)[],
): Promise<number> {
  const { vendor } = program;
  const baseUrl = vendor.baseUrl(settings);
  const [
    { createAccess, assertStartable },
    { createUpstream },
    { createRuntime },
    { createSigner },
    { createUploads },
    { assertToolsets },
  ] = await Promise.all([
    import("../access/index.ts"),
    import("../upstream/index.ts"),
    import("../server/index.ts"),
    import("../state/index.ts"),
    import("../uploads/index.ts"),
    import("../policy/index.ts"),
  ]);
  assertStartable(settings, vendor);
  assertToolsets(settings, vendor);

  const audit = createAudit(settings, logger);
  closing.push(() => audit.flush());
  const upstream = createUpstream({
    vendor,
    settings,
    baseUrl,
    onRequest: (event) => logger.debug({ ...event }, "vendor request"),
  });
  closing.push(() => upstream.close());
  const access = createAccess({
    vendor,
    settings,
    verifyCallerCredential: (credential: Credential) =>
      vendor.verify(
        upstream.connect({
          credential,
          signal: AbortSignal.timeout(deadlineMilliseconds(settings)),
        }),
      ),
  });
  const uploads = createUploads(settings);
  const signingKey = settings["signingKey"];
  const runtime = createRuntime({
    vendor,
    settings,
    version: program.version,
    upstream,
    audit,
    logger,
    signer: createSigner(typeof signingKey === "string" ? signingKey : undefined),
    abilities: new Set(uploads.abilities),
    files: (principal) => uploads.filesFor(principal),
  });

  closing.push(() => runtime.close());

  const serving = await startTransport({ ...runtime, logger }, access, uploads);
  const stopped = await untilStopped(serving.closed);
  if (stopped.signal !== undefined) {
    logger.info({ signal: stopped.signal }, "stopping");
    await serving.close();
  }
  return stopped.code;
}

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
