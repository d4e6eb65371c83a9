import * as nodeModule from "node:module";

// Only syntax and imports that old versions of Node can read: this file is what tells them that they are too old.
const NEEDED = [22, 19];

/**
 * First thing a program does: refuses a Node that is too old with one line and exit code 1, switches on Node's compile
 * cache, then loads the program itself.
 */
export async function startProgram(load: () => Promise<unknown>): Promise<void> {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  const [neededMajor = 0, neededMinor = 0] = NEEDED;
  if (major < neededMajor || (major === neededMajor && minor < neededMinor)) {
    process.stderr.write(
      `This program needs Node ${NEEDED.join(".")} or newer; this is ${process.versions.node}. Install a current Node from https://nodejs.org.\n`,
    );
    process.exit(1);
  }
  nodeModule.enableCompileCache();
  await load();
}
