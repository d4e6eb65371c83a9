import { connectwisePart } from "./connectwise.ts";
import { haloPart } from "./halo.ts";
import { itgluePart } from "./itglue.ts";
import { tickitiPart } from "./tickiti.ts";
import type { Demo } from "./tour.ts";

/** The tours, in the order in which they are taken; a new vendor adds its own. */
export const demos: readonly Demo[] = [itgluePart, connectwisePart, haloPart, tickitiPart];
