import { describeHostileArguments } from "@psa-mcp/fault-suite";
import { app } from "./support/app.ts";

describeHostileArguments(app);
