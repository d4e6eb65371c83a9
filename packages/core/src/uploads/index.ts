// Uploads: files that callers hand in or get. Staging slots that are filled over HTTP, and local files where the caller owns the machine.
export { createAzureStore, type AzureStoreOptions } from "./azure-store.ts";
export { createMemoryStore, type MemoryStoreOptions } from "./memory-store.ts";
export { UploadRefused, type FillOptions, type UploadSlot, type UploadStore } from "./store.ts";
export { createUploads, type Uploads, type UploadsOptions } from "./uploads.ts";
export { readLocalFile } from "./local-files.ts";
export { writeLocalFile } from "./local-writing.ts";
