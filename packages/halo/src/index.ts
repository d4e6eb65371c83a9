// The public face of the package: Halo as a vendor.
export { halo } from "./vendor.ts";
export type { HaloApi, HaloPage } from "./api.ts";
