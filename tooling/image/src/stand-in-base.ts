import {
  cp,
  mkdir,
  appendFile,
  copyFile,
  symlink,
  readdir,
  realpath,
  chmod,
} from "node:fs/promises";
import { existsSync } from "node:fs";
import path from "node:path";
import { must } from "./run-program.ts";

/** What the Dockerfile's steps need of a base system. */
const PACKAGES = [
  "libc6",
  "libstdc++6",
  "libgcc-s1",
  "gcc-12-base",
  "base-files",
  "base-passwd",
  "dash",
  "coreutils",
  "libselinux1",
  "libpcre2-8-0",
  "libacl1",
  "libattr1",
  "libgmp10",
  "netbase",
  "sed",
  "grep",
  "findutils",
];

const CERTIFICATES = "/etc/ssl/certs/ca-certificates.crt";

/** Variables of the stand-in: a proxy that signs TLS anew is trusted there as on this machine. */
export const standInVariables: Readonly<Record<string, string>> = {
  PATH: "/usr/local/bin:/usr/bin:/bin",
  NODE_EXTRA_CA_CERTS: CERTIFICATES,
  SSL_CERT_FILE: CERTIFICATES,
};

/**
 * A folder that stands in for the official Node image where none can be fetched: Debian packages, this workspace's Node
 * and the machine's npm. It proves the Dockerfile and the program, not the upstream image.
 */
export async function makeStandIn(folder: string, node: string): Promise<string> {
  const packages = path.join(folder, "deb");
  const root = path.join(folder, "root");
  await mkdir(packages, { recursive: true });
  await mkdir(root, { recursive: true });
  await must("apt-get", ["download", "-qq", ...PACKAGES], { cwd: packages });
  for (const name of await readdir(packages))
    await must("dpkg", ["-x", path.join(packages, name), root]);
  for (const name of [
    "tmp",
    "root",
    "home/node",
    "etc/ssl/certs",
    "usr/bin",
    "usr/lib/node_modules",
  ])
    await mkdir(path.join(root, name), { recursive: true });
  await chmod(path.join(root, "tmp"), 0o1777);
  await copyFile(node, path.join(root, "usr/bin/node"));
  const npm = path.dirname(path.dirname(await realpath(await must("which", ["npm"]))));
  await cp(npm, path.join(root, "usr/lib/node_modules/npm"), { recursive: true });
  for (const name of ["npm", "npx"])
    await symlink(`../lib/node_modules/npm/bin/${name}-cli.js`, path.join(root, `usr/bin/${name}`));
  for (const [name, line] of [
    ["passwd", "node:x:1000:1000::/home/node:/bin/sh\n"],
    ["group", "node:x:1000:\n"],
  ] as const) {
    await copyFile(
      path.join(root, `usr/share/base-passwd/${name}.master`),
      path.join(root, `etc/${name}`),
    );
    await appendFile(path.join(root, `etc/${name}`), line);
  }
  if (existsSync(CERTIFICATES)) await copyFile(CERTIFICATES, path.join(root, CERTIFICATES));
  return root;
}
