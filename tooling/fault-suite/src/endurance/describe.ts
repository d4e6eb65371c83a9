import { describe } from "vitest";
import type { FaultApp } from "../app.ts";
import { describeEnds } from "./ends.ts";
import { describeSessions } from "./sessions.ts";
import { describeSockets } from "./sockets.ts";

/** Registers what takes long: floods of sessions, kills in the middle of calls, connections that break. */
export function describeEndurance(app: FaultApp): void {
  describe(`${app.title} endures`, () => {
    describeEnds(app);
    describeSockets(app);
    describeSessions(app);
  });
}
