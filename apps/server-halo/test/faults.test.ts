import { describeFaults } from "@psa-mcp/fault-suite";
import { app } from "./support/app.ts";

describeFaults(app);
