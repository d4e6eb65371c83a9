import { spawn, type ChildProcessWithoutNullStreams } from "node:child_process";
import { existsSync, readdirSync, readFileSync, readlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { within } from "../until.ts";

/** How a process ended. */
export interface Exit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

const running = new Set<ChildProcessWithoutNullStreams>();
// Nothing that a test started may outlive it, however the test ends.
process.once("exit", () => {
  for (const child of running) child.kill("SIGKILL");
});

/** The program under test as a child process, with nothing of this process's environment but PATH. */
export class Program {
  readonly child: ChildProcessWithoutNullStreams;
  readonly exited: Promise<Exit>;
  #stderr = "";

  constructor(
    file: string,
    options: {
      readonly variables: Readonly<Record<string, string>>;
      readonly argv?: readonly string[];
      readonly nodeOptions?: readonly string[];
    },
  ) {
    if (!existsSync(file)) {
      throw new Error(`There is no ${file}. Build the program first: pnpm build.`);
    }
    const { variables, argv = [], nodeOptions = [] } = options;
    this.child = spawn(process.execPath, [...nodeOptions, file, ...argv], {
      env: { PATH: process.env["PATH"] ?? "", HOME: tmpdir(), ...variables },
    });
    running.add(this.child);
    this.child.stderr.setEncoding("utf8");
    this.child.stderr.on("data", (text: string) => (this.#stderr += text));
    // A pipe that breaks means that the program has ended, which is what tests look at.
    this.child.stdin.on("error", () => undefined);
    this.exited = new Promise((resolve) => {
      this.child.once("close", (code, signal) => {
        running.delete(this.child);
        resolve({ code, signal });
      });
    });
  }

  get stderr(): string {
    return this.#stderr;
  }

  get pid(): number {
    return this.child.pid ?? 0;
  }

  get alive(): boolean {
    return this.child.exitCode === null && this.child.signalCode === null;
  }

  /** Open sockets of the process, counted by the system; undefined where the system does not tell. */
  sockets(): number | undefined {
    const folder = `/proc/${this.pid}/fd`;
    try {
      return readdirSync(folder).filter((entry) => isSocket(`${folder}/${entry}`)).length;
    } catch {
      return undefined;
    }
  }

  /** Seconds of processor time so far; undefined where the system does not tell. */
  processorSeconds(): number | undefined {
    try {
      // Behind the name, which may hold spaces: user and system time are the 12th and 13th fields, in ticks of 10 ms.
      const fields = readFileSync(`/proc/${this.pid}/stat`, "utf8").split(") ").at(-1)?.split(" ");
      return (Number(fields?.[11]) + Number(fields?.[12])) / 100;
    } catch {
      return undefined;
    }
  }

  /** The most memory it has held, in megabytes; undefined where the system does not tell. */
  peakMegabytes(): number | undefined {
    try {
      const kilobytes = /VmHWM:\s+(\d+)/.exec(
        readFileSync(`/proc/${this.pid}/status`, "utf8"),
      )?.[1];
      return kilobytes === undefined ? undefined : Number(kilobytes) / 1024;
    } catch {
      return undefined;
    }
  }

  /** Ends the process and waits until it is gone; force after three seconds. */
  async end(): Promise<Exit> {
    if (this.alive) this.child.kill("SIGTERM");
    const force = setTimeout(() => this.child.kill("SIGKILL"), 3000);
    const exit = await within(10, "Ending the program", this.exited);
    clearTimeout(force);
    return exit;
  }
}

function isSocket(entry: string): boolean {
  try {
    return readlinkSync(entry).startsWith("socket:");
  } catch {
    // Closed since the folder was read.
    return false;
  }
}
