// What the fault suite must know about the server with all vendors: IT Glue is the one that it spoils, ConnectWise stands beside.
import path from "node:path";
import type { FaultApp } from "@psa-mcp/fault-suite";
import {
  CONNECTWISE_CLIENT_ID,
  CONNECTWISE_COMPANY_ID,
  CONNECTWISE_MEMBERS,
} from "@psa-mcp/sandbox/connectwise";
import { app as itglue } from "../../../server-itglue/test/support/app.ts";

export const app: FaultApp = {
  ...itglue,
  title: "All vendors",
  program: process.env["FAULT_PROGRAM"] ?? path.join(import.meta.dirname, "../../dist/cli.js"),
  address: (url) => ({
    ...itglue.address(url),
    MCP_VENDORS: "itglue,connectwise",
    ITGLUE_TOOLSETS: "all",
    // Nothing listens there: what belongs to IT Glue must not depend on it.
    CW_BASE_URL: "http://127.0.0.1:9/v4_6_release/apis/3.0",
    CW_COMPANY_ID: CONNECTWISE_COMPANY_ID,
    CW_CLIENT_ID: CONNECTWISE_CLIENT_ID,
  }),
  credential: {
    ...itglue.credential,
    CW_PUBLIC_KEY: CONNECTWISE_MEMBERS.technician.publicKey,
    CW_PRIVATE_KEY: CONNECTWISE_MEMBERS.technician.privateKey,
  },
  uploadRoute: "/itglue/upload",
};
