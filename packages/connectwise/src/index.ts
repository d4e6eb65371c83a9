// The public face of the package: ConnectWise PSA as a vendor.
export { connectwise } from "./vendor.ts";
export type { CwApi, CwRecord } from "./api.ts";
