import { fileURLToPath } from "node:url";
import { defineProject } from "vitest/config";

const conditions = ["@psa-mcp/source", "module", "import", "node", "default"];

/** Where `CONTRACT_RECORDINGS` names a folder, requests to imitations are left there for `pnpm contract`. */
const recorder = process.env.CONTRACT_RECORDINGS
  ? [fileURLToPath(new URL("../contract/src/recorder.ts", import.meta.url))]
  : [];

/**
 * The vitest project of one package: runs from TypeScript sources, so no build is needed first.
 * @param {string} name label of the project in the report
 * @param {object} [test] further vitest options of this project
 */
export function project(name, test = {}) {
  return defineProject({
    resolve: { conditions },
    ssr: { resolve: { conditions } },
    test: {
      name,
      include: ["src/**/*.test.ts", "test/**/*.test.ts"],
      // Much of the time goes by waiting for deadlines, so that every core may work.
      maxWorkers: "100%",
      testTimeout: 20_000,
      hookTimeout: 30_000,
      setupFiles: recorder,
      ...test,
    },
  });
}
