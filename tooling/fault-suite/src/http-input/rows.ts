import { accessRows, guardRows } from "./access-rows.ts";
import { bodyRows } from "./body-rows.ts";
import type { HttpRow } from "./row.ts";
import { formRows, sessionRows } from "./session-rows.ts";

/** The table of bad requests that any HTTP client can send. */
export const httpRows: readonly HttpRow[] = [
  ...accessRows,
  ...guardRows,
  ...bodyRows,
  ...sessionRows,
  ...formRows,
];
