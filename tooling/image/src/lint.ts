import { readFile } from "node:fs/promises";
import path from "node:path";
import { validate } from "dockerfile-utils";
import { must } from "./run-program.ts";

/** Checks the Dockerfile and the compose file; throws with what is wrong. */
export async function lintDocker(root: string): Promise<void> {
  const dockerfile = await readFile(path.join(root, "docker/Dockerfile"), "utf8");
  const problems = validate(dockerfile).map(
    ({ message, range }) =>
      `docker/Dockerfile:${range.start.line + 1}: ${typeof message === "string" ? message : message.value}`,
  );
  if (problems.length > 0) throw new Error(problems.join("\n"));
  const dclint = path.join(root, "tooling/image/node_modules/.bin/dclint");
  const quiet = [
    "services-alphabetical-order",
    "service-keys-order",
    "top-level-properties-order",
    "service-dependencies-alphabetical-order",
    "service-ports-alphabetical-order",
    "require-quotes-in-ports",
    "service-image-require-explicit-tag",
    "no-build-and-image",
    "no-quotes-in-volumes",
  ].flatMap((rule) => ["--disable-rule", rule]);
  await must(dclint, [path.join(root, "docker/compose.yaml"), ...quiet]);
}
