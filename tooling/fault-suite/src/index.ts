// What every vendor's server has to stand: the tables of faults, bad input, hostile arguments and tenancy, as tests that an app hands itself to.
export type {
  FaultApp,
  FaultRule,
  Tenant,
  ToolCall,
  Vendor,
  VendorRequest,
} from "./app.ts";
export { describeFaults } from "./faults/describe.ts";
