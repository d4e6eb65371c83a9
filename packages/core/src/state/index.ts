// State: what replicas may one day share: rate windows, one-time slots, signatures, news of changes. Memory now, behind small interfaces.
export { MemoryChanges, type ChangeEvent, type Changes } from "./changes.ts";
export { LruMap, type LruOptions } from "./lru-map.ts";
export {
  MemorySlots,
  type MemorySlotsOptions,
  type OneTimeSlots,
  type OpenSlot,
} from "./one-time-slots.ts";
export {
  MemoryRollingWindow,
  type Reservation,
  type RollingWindow,
  type WindowRule,
  type WindowState,
} from "./rolling-window.ts";
export { createSigner, type Signer } from "./signer.ts";
