import type { AddressInfo } from "node:net";
import type { FastifyInstance } from "fastify";
import { PsaError } from "../../errors/index.ts";
import type { HttpSettings } from "./settings.ts";

/** Begins to listen. Throws PsaError `configuration` when the address cannot be had, saying which and what to do. */
export async function listen(app: FastifyInstance, settings: HttpSettings): Promise<AddressInfo> {
  const { host, port } = settings;
  try {
    await app.listen({ host: host.replace(/^\[|\]$/g, ""), port });
  } catch (error) {
    await app.close();
    throw listenProblem(error, host, port);
  }
  const address = app.server.address();
  if (address === null || typeof address === "string") {
    throw new PsaError("internal", "The HTTP server has no address.");
  }
  return address;
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
