// Says in one line what to do when scripts run on a Node that the workspace cannot use.
const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
if (major < 22 || (major === 22 && minor < 19)) {
  console.error(
    `psa-mcp needs Node 22.19 or newer to run; this is ${process.versions.node}. ` +
      "The workspace brings its own Node 24: run `npx -y pnpm@12.4.2 install` again and look for an error about the package `node`.",
  );
  process.exit(1);
}
