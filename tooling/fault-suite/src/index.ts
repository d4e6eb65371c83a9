// What every vendor's server has to stand: the tables of faults, bad input, hostile arguments and tenancy, as tests that an app hands itself to.
export type { FaultApp, FaultRule, Tenant, ToolCall, Vendor, VendorRequest } from "./app.ts";
export { describeFaults } from "./faults/describe.ts";
export { describeHttpInput } from "./http-input/describe.ts";
export { describeStdioInput } from "./stdio-input/describe.ts";
export { describeHostileArguments } from "./hostile/describe.ts";
export { describeEndurance } from "./endurance/describe.ts";
export { describeTenancy } from "./tenancy/describe.ts";
