// All that a program with remote servers loads in addition, as one piece.
export { createBridge } from "./bridge.ts";
export { remoteFindings } from "./doctor.ts";
export { runLogin, runLogout } from "./login.ts";
export { createSignIns } from "../sign-in/index.ts";
