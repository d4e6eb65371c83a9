// Clients: programs of others that speak to our servers, behind one interface.
import { aiSdk } from "./ai-sdk.ts";
import type { ClientUnderTest } from "./client.ts";
import { inspector } from "./inspector.ts";
import { mcpRemote } from "./mcp-remote.ts";
import { sdkFirst } from "./sdk-first.ts";
import { sdkSecond } from "./sdk-second.ts";

export type { Answer, ClientUnderTest, Session, Target } from "./client.ts";

/** Every client of the matrix; a new one adds its line. */
export const clients: readonly ClientUnderTest[] = [
  sdkFirst,
  ...sdkSecond,
  inspector,
  mcpRemote,
  aiSdk,
];
