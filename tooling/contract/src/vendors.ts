import { fileURLToPath } from "node:url";

/** A vendor whose contract judges what is sent to it. */
export interface ContractVendor {
  /** Name of its imitation in the sandbox. */
  readonly service: string;
  readonly title: string;
  /** The vendor's OpenAPI document, beside the repository. */
  readonly contract: string;
  /** Where the contract's paths begin on the wire. */
  readonly basePaths: readonly string[];
  /** Test files whose requests must fit; answers of the imitation must fit in these and in `answers`. */
  readonly requests: readonly string[];
  /** Test files that send wrong requests on purpose, so that only the answers to right ones are judged. */
  readonly answers: readonly string[];
}

const beside = (name: string): string =>
  fileURLToPath(new URL(`../../../../shared/contracts/${name}`, import.meta.url));

/** A new vendor adds its entry, and its exceptions in `exceptions.ts`. */
export const contractVendors: readonly ContractVendor[] = [
  {
    service: "connectwise",
    title: "ConnectWise PSA",
    contract: beside("connectwise.openapi.json"),
    basePaths: ["/v4_6_release/apis/3.0", "/v2026_1/apis/3.0"],
    requests: ["packages/connectwise", "apps/server-connectwise"],
    answers: ["packages/sandbox/src/connectwise"],
  },
  {
    service: "halo",
    title: "Halo",
    contract: beside("halo.openapi.json"),
    basePaths: ["/api"],
    requests: ["packages/halo", "apps/server-halo"],
    answers: ["packages/sandbox/src/halo"],
  },
];
