// The public face of core: what a vendor package needs to describe its vendor and its tools.
export * from "./define/index.ts";
export * from "./errors/index.ts";
export { z } from "zod";
