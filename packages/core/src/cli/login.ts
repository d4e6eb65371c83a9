import { createInterface } from "node:readline";
import { withSettings } from "../config/read-settings.ts";
import type { RemoteServer, Settings } from "../define/index.ts";
import { PsaError, toPsaError } from "../errors/index.ts";
import type { RemoteSignIn } from "../sign-in/index.ts";
import type { CommandInput } from "./run.ts";

interface Target {
  readonly server: RemoteServer;
  readonly signIn: RemoteSignIn;
}

/** The servers that somebody can sign in to with these settings. Throws `configuration` when there is none. */
async function targets(
  { program, read }: CommandInput,
  work: (targets: readonly Target[]) => Promise<number>,
): Promise<number> {
  const { createSignIns } = await import("../sign-in/index.ts");
  const { checkEndpoint } = await import("../bridge/endpoint.ts");
  // At the command line the browser comes back to this machine, whatever the server does.
  const settings: Settings = withSettings(read.settings, { transport: "stdio" });
  const signIns = createSignIns(settings, program.vendor.id);
  try {
    const found = (program.vendor.remotes ?? []).flatMap((server): Target[] => {
      const endpoint = server.endpoint(settings);
      if (endpoint?.client === undefined) return [];
      return [{ server, signIn: signIns.for(server, checkEndpoint(server, endpoint), "local") }];
    });
    if (found.length === 0) {
      throw new PsaError("configuration", "There is nothing to sign in to.", {
        advice: "Configure the server's address and the OAuth client; see --help.",
      });
    }
    return await work(found);
  } finally {
    await signIns.close();
  }
}

/** Signs in: opens the browser, or shows the address and takes the one that the browser ended on. */
export function runLogin(input: CommandInput): Promise<number> {
  const { output } = input;
  const { noBrowser, device } = input.read.options;
  return targets(input, async (found) => {
    for (const { server, signIn } of found) {
      try {
        if (device === true) {
          await signIn.device(({ url, code }) =>
            output.out(`Open ${url} anywhere and give the code ${code}\n`),
          );
        } else {
          const begun = await signIn.begin({ open: noBrowser !== true, again: true });
          await output.out(
            `Sign in to ${server.title}:\n\n  ${begun.url ?? "(another process is at it)"}\n\n`,
          );
          await finished(signIn, noBrowser === true, input);
        }
        await output.out(`Signed in to ${server.title}.\n`);
      } catch (thrown) {
        const error = toPsaError(thrown);
        const reasons = error.reasons.map(({ text }) => text).join(" ");
        await output.error(`${[error.message, reasons, error.advice].filter(Boolean).join(" ")}\n`);
        return 1;
      }
    }
    return 0;
  });
}

/** Waits for the browser, or for the pasted address where the browser is on another machine. */
async function finished(
  signIn: RemoteSignIn,
  pasted: boolean,
  { output }: CommandInput,
): Promise<void> {
  if (!pasted) return signIn.done();
  await output.out(
    "At the end the browser shows a page that cannot be reached. Paste its whole address here:\n",
  );
  const lines = createInterface({ input: process.stdin });
  try {
    const line = await Promise.race([
      new Promise<string>((resolve) => lines.once("line", resolve)),
      signIn.done().then(() => undefined),
    ]);
    if (line !== undefined) await signIn.paste(line);
  } finally {
    lines.close();
    process.stdin.unref();
  }
}

/** Forgets the tokens of this machine. */
export function runLogout(input: CommandInput): Promise<number> {
  return targets(input, async (found) => {
    for (const { server, signIn } of found) {
      await signIn.signOut();
      await input.output.out(`Signed out of ${server.title} on this machine.\n`);
    }
    return 0;
  });
}
