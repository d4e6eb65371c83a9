import { describeTenancy } from "@psa-mcp/fault-suite";
import { app } from "./support/app.ts";

describeTenancy(app);
