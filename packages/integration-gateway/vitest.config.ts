import { project } from "@psa-mcp/vitest";

export default project("integration-gateway");
