import { project } from "@psa-mcp/vitest";

// These tests look at the time and memory of real processes; a machine that does other work may spoil one run, not two.
export default project("server-itglue", { retry: 1 });
