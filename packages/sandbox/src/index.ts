// The vendors that can be imitated; each has a folder and an entry of its own.
export {
  startConnectwiseSandbox,
  type ConnectwiseSandbox,
  type ConnectwiseSandboxOptions,
} from "./connectwise/index.ts";
export { startHaloSandbox, type HaloSandbox, type HaloSandboxOptions } from "./halo/index.ts";
export {
  startIntegrationGatewaySandbox,
  type IntegrationGatewaySandbox,
  type IntegrationGatewaySandboxOptions,
} from "./integration-gateway/index.ts";
export {
  startItglueSandbox,
  type ItglueSandbox,
  type ItglueSandboxOptions,
} from "./itglue/index.ts";
export {
  startTickitiSandbox,
  type TickitiSandbox,
  type TickitiSandboxOptions,
} from "./tickiti/index.ts";
