import type { FastifyInstance } from "fastify";
import { PsaError } from "../../errors/index.ts";
import type { Endpoint } from "./endpoint.ts";
import type { HttpSettings } from "./settings.ts";

/**
 * Begins to listen and gives the address without a path. Throws PsaError `configuration` when the address cannot be
 * had, saying which and what to do.
 */
export async function listen(app: FastifyInstance, settings: HttpSettings): Promise<string> {
  const { host, port } = settings;
  await app.ready();
  const { server } = app;
  try {
    await new Promise<void>((resolve, reject) => {
      server.once("error", reject);
      // Which of its addresses a machine calls localhost differs; one is enough, and clients try both.
      server.listen(
        { host: host === "localhost" ? "127.0.0.1" : host.replace(/^\[|\]$/g, ""), port },
        () => {
          server.off("error", reject);
          resolve();
        },
      );
    });
  } catch (error) {
    await app.close();
    throw listenProblem(error, host, port);
  }
  const address = server.address();
  if (address === null || typeof address === "string") {
    throw new PsaError("internal", "The HTTP server has no address.");
  }
  return `http://${urlHost(host)}:${address.port}`;
}

function urlHost(host: string): string {
  if (host === "0.0.0.0" || host === "::") return "localhost";
  return host.includes(":") && !host.startsWith("[") ? `[${host}]` : host;
}

function listenProblem(error: unknown, host: string, port: number): PsaError {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === "EADDRINUSE") {
    return new PsaError("configuration", `Port ${port} on ${host} is taken by another program.`, {
      advice: "Stop that program, or choose another port with PORT or --port.",
      cause: error,
    });
  }
  if (code === "EACCES") {
    return new PsaError("configuration", `Port ${port} may not be opened by this user.`, {
      advice: "Choose a port above 1023 with PORT or --port.",
      cause: error,
    });
  }
  if (code === "EADDRNOTAVAIL" || code === "ENOTFOUND") {
    return new PsaError("configuration", `${host} is not an address of this machine.`, {
      advice: "Set HOST to 127.0.0.1, or to 0.0.0.0 in a container.",
      cause: error,
    });
  }
  return new PsaError("configuration", `The HTTP server cannot listen on ${host} port ${port}.`, {
    advice: "Check HOST and PORT.",
    cause: error,
  });
}

/** Stops accepting, waits for running calls within the limit, then ends what is open. */
export async function shutDown(
  app: FastifyInstance,
  endpoints: readonly Endpoint[],
  milliseconds: number,
): Promise<void> {
  for (const endpoint of endpoints) endpoint.stopTaking();
  const stopped = new Promise<void>((resolve) => app.server.close(() => resolve()));
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<void>((resolve) => (timer = setTimeout(resolve, milliseconds)));
  await Promise.race([Promise.all(endpoints.map((endpoint) => endpoint.whenIdle())), limit]);
  clearTimeout(timer);
  await Promise.all(endpoints.map((endpoint) => endpoint.close()));
  // What was just written gets one turn to leave before the connections are cut.
  await new Promise((resolve) => setImmediate(resolve));
  app.server.closeIdleConnections();
  const cut = setTimeout(() => app.server.closeAllConnections(), 250);
  await stopped;
  clearTimeout(cut);
  await app.close();
}
