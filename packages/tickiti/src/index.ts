// The public face of the package: Tickiti as a vendor.
export { tickiti } from "./vendor.ts";
export type { TickitiApi } from "./api.ts";
