import type { Switches } from "../profiles.ts";

const VERSIONS = ["2024-11-05", "2025-03-26", "2025-06-18", "2025-11-25"];

/** True for a revision that the endpoint speaks: those up to the newest of the profile. */
export function isVersionSpoken({ protocol }: Switches, version: string): boolean {
  return VERSIONS.includes(version) && version <= protocol;
}

/** The revision of a session: the client's, or the newest where the client's is not spoken. */
export function negotiate(switches: Switches, asked: unknown): string {
  return typeof asked === "string" && isVersionSpoken(switches, asked) ? asked : switches.protocol;
}
