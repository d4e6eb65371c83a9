// Define: the words a vendor package is written in. Types, path templates and argument helpers; nothing here does I/O.
export * from "./arguments.ts";
export * from "./ask.ts";
export * from "./change.ts";
export * from "./client-info.ts";
export * from "./client.ts";
export * from "./content.ts";
export * from "./path.ts";
export * from "./principal.ts";
export * from "./remote-options.ts";
export * from "./remote.ts";
export * from "./result.ts";
export * from "./settings.ts";
export * from "./tiers.ts";
export * from "./tool.ts";
export * from "./upload-tool.ts";
export * from "./vendor.ts";
export * from "./view.ts";
