// Policy: the one function that decides what a caller may see and call, and the profile it decides by.
export { selectionBeside } from "./beside.ts";
export { decide, isListed, type Decision, type Profile, type Refusal } from "./decide.ts";
export {
  assertToolsets,
  profileKey,
  resolveProfile,
  type Selection,
  type SelectionRequest,
} from "./profile.ts";
