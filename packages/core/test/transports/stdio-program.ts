// A server on standard input and output over the fixture; started by the stdio tests as a child process.
import { createAccess } from "../../src/access/index.ts";
import { serveStdioTransport } from "../../src/transports/index.ts";
import { acme, fixture, verifyInvented } from "./fixture.ts";

const settings = { transport: "stdio", acmeKey: "server-key-9f8e7d6c5b4a", shutdownSeconds: 2 };
const access = createAccess({ vendor: acme, settings, verifyCallerCredential: verifyInvented });
const { closed } = await serveStdioTransport(fixture(settings).runtime, access);
// A handle that would keep a careless server alive.
setInterval(() => {}, 60_000);
process.exit(await closed);
