import type { Domain } from "../domain.ts";
import { customers } from "./customers.ts";
import { setup } from "./setup.ts";
import { things } from "./things.ts";
import { work } from "./work.ts";

/** All of Halo's 43 kinds of records that have the four tools. */
export const domains: readonly Domain[] = [...work, ...customers, ...things, ...setup];
