import { describeHttpInput } from "@psa-mcp/fault-suite";
import { app } from "./support/app.ts";

describeHttpInput(app);
