import { project } from "@psa-mcp/vitest";

// These tests start real processes; a machine that does other work needs its time for that.
export default project("server-itglue", { testTimeout: 60_000 });
