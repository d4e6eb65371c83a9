export { attempt, reasonOf, type Attempt } from "@psa-mcp/core";
