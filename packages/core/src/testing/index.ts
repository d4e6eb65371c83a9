// Testing: what a vendor package needs to test itself: an in-memory client, contract suites and token counts.
export { testVendor, type TestAnswer, type TestOptions, type TestVendor } from "./test-vendor.ts";
export { exactTokens, listTokens } from "./tokens.ts";
