import type { Row } from "../model.ts";
import type { Environment } from "../state.ts";
import type { Seed } from "../store.ts";
import { integrationTables } from "./integrations.ts";
import { peopleTables } from "./people.ts";
import { runTables } from "./runs.ts";
import { setupTables } from "./setup.ts";

type Part = (rows: (table: string) => readonly Row[]) => Record<string, Row[]>;

/** Makes the invented data of an instance. The same environment and day give the same records. */
export function createSeed(environment: Environment, now: Date): Seed {
  const today = Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate());
  const parts: { tables: readonly string[]; make: Part }[] = [
    { tables: INTEGRATION_TABLES, make: () => integrationTables(environment, today) },
    { tables: PEOPLE_TABLES, make: (rows) => peopleTables(rows("integrations")) },
    { tables: SETUP_TABLES, make: (rows) => setupTables(rows("integrations"), today) },
    {
      tables: ["runs", "runitems"],
      make: (rows) => runTables(environment, rows("integrations"), today),
    },
  ];
  const built = new Map<string, readonly Row[]>();
  const rows = (table: string): readonly Row[] => {
    const known = built.get(table);
    if (known !== undefined) return known;
    const part = parts.find(({ tables }) => tables.includes(table));
    const made = part?.make(rows) ?? {};
    for (const name of part?.tables ?? [table]) built.set(name, made[name] ?? []);
    return built.get(table) ?? [];
  };
  return { rows, tables: [...parts.flatMap(({ tables }) => tables), "usertools"] };
}

const INTEGRATION_TABLES = [
  "integrations",
  "integrationconfigs",
  "servicerequests",
  "fieldmappings",
  "validationrules",
  "masks",
  "valuemappingsets",
  "valuemappings",
];
const SETUP_TABLES = [
  "endpoints",
  "adapterconfigs",
  "adapterbindings",
  "customadapters",
  "schedules",
  "sharedmodules",
  "vaults",
  "vaultitems",
  "vaultsecrets",
  "glyuefiles",
  "bookmarks",
  "tags",
  "frontends",
  "frontendfiles",
];
const PEOPLE_TABLES = ["users", "groups", "organizations", "permissions"];
