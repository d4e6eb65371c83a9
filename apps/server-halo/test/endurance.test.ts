import { describeEndurance } from "@psa-mcp/fault-suite";
import { app } from "./support/app.ts";

describeEndurance(app);
