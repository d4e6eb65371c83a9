import path from "node:path";
import { parseArgs } from "node:util";
import { groups, type Group } from "./metrics.ts";
import { longEffort, quickEffort, usualEffort, type Effort } from "./run.ts";
import { servers, type MeasuredServer } from "./servers.ts";

export interface Options {
  readonly help: boolean;
  readonly only: ReadonlySet<Group>;
  readonly servers: readonly MeasuredServer[];
  readonly effort: Effort;
  /** Print the report as JSON instead of a table. */
  readonly json: boolean;
  /** Write the figures to the baseline. */
  readonly update: boolean;
  /** Write them although the machine was busy. */
  readonly force: boolean;
  /** Fail when a line is missed that does not depend on the machine. */
  readonly check: boolean;
  /** Page whose section between the markers is written from the baseline; nothing is measured then. */
  readonly docs: string | undefined;
}

export const usage: string = `pnpm bench [options]

  --only ${Object.keys(groups).join(",")}
                  measure these groups only
  --server id     measure this server only (${servers.map(({ id }) => id).join(", ")}); may be repeated
  --program file  measure this build of the one server named, instead of the one in its app
  --quick         a fraction of the time, noisier
  --long          100,000 abandoned sessions instead of 3,000
  --json          print the report as JSON
  --update        make the figures the baseline
  --force         do so although the machine was busy with other work
  --check         exit with 1 when a line is missed that does not depend on the machine
  --docs file     write the section of a page from the baseline, and measure nothing
`;

/** Reads the command line; throws with what is known for unknown names. */
export function readOptions(argv: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      help: { type: "boolean", short: "h", default: false },
      only: { type: "string" },
      server: { type: "string", multiple: true },
      program: { type: "string" },
      quick: { type: "boolean", default: false },
      long: { type: "boolean", default: false },
      json: { type: "boolean", default: false },
      update: { type: "boolean", default: false },
      force: { type: "boolean", default: false },
      check: { type: "boolean", default: false },
      docs: { type: "string" },
    },
  });
  if (values.quick && values.long) throw new Error("--quick and --long exclude each other.");
  if (values.program !== undefined && values.update) {
    throw new Error("A baseline is taken of the build in the app.");
  }
  if (values.quick && values.update) throw new Error("A baseline is taken without --quick.");
  return {
    help: values.help,
    only: readGroups(values.only),
    servers: withProgram(readServers(values.server), values.program),
    effort: values.quick ? quickEffort : values.long ? longEffort : usualEffort,
    json: values.json,
    update: values.update,
    force: values.force,
    check: values.check,
    docs: values.docs,
  };
}

function readGroups(text: string | undefined): ReadonlySet<Group> {
  const known = Object.keys(groups) as Group[];
  const wanted = (text ?? "").split(",").filter((name) => name !== "");
  for (const name of wanted) {
    if (!(known as string[]).includes(name)) {
      throw new Error(`There is no group ${name}. Known are ${known.join(", ")}.`);
    }
  }
  return new Set(wanted.length === 0 ? known : (wanted as Group[]));
}

function readServers(ids: readonly string[] | undefined): readonly MeasuredServer[] {
  if (ids === undefined) return servers;
  return ids.map((id) => {
    const server = servers.find((each) => each.id === id);
    if (server === undefined) {
      throw new Error(
        `There is no server ${id}. Known are ${servers.map((each) => each.id).join(", ")}.`,
      );
    }
    return server;
  });
}

function withProgram(
  chosen: readonly MeasuredServer[],
  program: string | undefined,
): readonly MeasuredServer[] {
  if (program === undefined) return chosen;
  const [server, ...others] = chosen;
  if (server === undefined || others.length > 0) {
    throw new Error("--program needs one --server to stand for.");
  }
  return [{ ...server, program: path.resolve(program) }];
}
