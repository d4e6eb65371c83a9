import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { must, run, type Ran, type RunOptions } from "./run-program.ts";

/** Builds images and runs containers. */
export interface Engine {
  readonly name: string;
  /** True when images can be fetched by their public names; otherwise a base has to be made here. */
  readonly pulls: boolean;
  build(file: string, context: string, tag: string): Promise<void>;
  /** Makes an image of a folder's content, under the name that a Dockerfile asks for. */
  importFolder(folder: string, tag: string, env: Readonly<Record<string, string>>): Promise<void>;
  /** Runs the engine's client: `run`, `exec`, `stop`, `inspect` … */
  call(args: readonly string[], options?: RunOptions): Promise<string>;
  /** The same, with whatever exit code comes. */
  tryCall(args: readonly string[], options?: RunOptions): Promise<Ran>;
  /** The client's program and the arguments that stand before every command. */
  readonly client: readonly [program: string, ...before: string[]];
  /** Flags of `run` that this engine needs on any machine. */
  readonly runFlags: readonly string[];
  close(): Promise<void>;
}

/** Docker where its engine answers, else buildah and podman without one. Throws with what to install when there is neither. */
export async function findEngine(): Promise<Engine> {
  if ((await run("docker", ["info"], { seconds: 20 }).catch(() => undefined))?.code === 0)
    return docker();
  const absent = ["buildah", "podman"].filter((name) => !existsSync(`/usr/bin/${name}`));
  if (absent.length > 0) {
    throw new Error(
      `No Docker engine answers, and ${absent.join(" and ")} is not there: apt-get install buildah podman runc.`,
    );
  }
  return podman();
}

function docker(): Engine {
  return {
    name: "docker",
    pulls: true,
    client: ["docker"],
    runFlags: [],
    async build(file, context, tag) {
      await must("docker", ["build", "-f", file, "-t", tag, context], { show: true });
    },
    importFolder: () => Promise.reject(new Error("docker fetches its base images")),
    call: (args, options) => must("docker", args, options),
    tryCall: (args, options) => run("docker", args, options),
    async close() {
      // The image stays; it is what was asked for.
    },
  };
}

/** Everything lies in a folder of its own, so that nothing of the machine's own containers is touched. */
async function podman(): Promise<Engine> {
  const home = await mkdtemp(path.join(tmpdir(), "psa-mcp-image-"));
  // Named on each call: podman records the driver of its first and refuses any other afterwards.
  const store = [
    "--root",
    path.join(home, "storage"),
    "--runroot",
    path.join(home, "run"),
    "--storage-driver",
    "vfs",
  ];
  const engine = [
    ...store,
    "--cgroup-manager",
    "cgroupfs",
    "--events-backend",
    "file",
    // crun fails where versions 1 and 2 of cgroups are mixed.
    ...(existsSync("/usr/sbin/runc") ? ["--runtime", "/usr/sbin/runc"] : []),
  ];
  const buildah = (args: readonly string[], options?: RunOptions): Promise<string> =>
    must("buildah", [...store, ...args], options);
  return {
    name: "podman",
    pulls: false,
    client: ["podman", ...engine],
    // Without CAP_SYS_RESOURCE runc cannot raise limits, so they are said in as many words.
    runFlags: ["--pull", "never", "--ulimit", "nofile=1024:1024", "--ulimit", "nproc=4096:4096"],
    async build(file, context, tag) {
      await buildah(
        [
          "bud",
          "--pull-never",
          "--isolation",
          "chroot",
          "--format",
          "docker",
          "-t",
          tag,
          "-f",
          file,
          context,
        ],
        { show: process.env["CI"] === undefined },
      );
    },
    async importFolder(folder, tag, env) {
      const container = await buildah(["from", "scratch"]);
      await buildah(["add", "-q", container, folder, "/"]);
      const variables = Object.entries(env).flatMap(([name, value]) => [
        "--env",
        `${name}=${value}`,
      ]);
      await buildah(["config", ...variables, "--cmd", "node", container]);
      await buildah(["commit", "-q", container, tag]);
      await buildah(["rm", container]);
    },
    call: (args, options) => must("podman", [...engine, ...args], options),
    tryCall: (args, options) => run("podman", [...engine, ...args], options),
    async close() {
      await run("podman", [...engine, "rm", "-f", "-a", "-t", "2"]);
      const mounts = (await run("mount", [])).out
        .split("\n")
        .map((line) => line.split(" ")[2] ?? "")
        .filter((point) => point.startsWith(home))
        .toReversed();
      for (const point of mounts) await run("umount", [point]);
      await rm(home, { recursive: true, force: true });
    },
  };
}
