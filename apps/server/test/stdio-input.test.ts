import { describeStdioInput } from "@psa-mcp/fault-suite";
import { app } from "./support/app.ts";

describeStdioInput(app);
