import { project } from "@psa-mcp/vitest";

export default project("server-integration-gateway");
