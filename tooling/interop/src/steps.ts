import type { ServerUnderTest } from "@psa-mcp/conformance/servers";
import type { ClientUnderTest, Session, Target } from "./clients/index.ts";

/** One thing that a client did; `problem` says what was wrong with it. */
export interface Step {
  readonly name: "list" | "call" | "error" | "unknown" | "hidden" | "refused";
  readonly problem?: string;
}

/** Lists, calls, sees a failure, and is refused what does not exist. */
export async function checkPlain(
  client: ClientUnderTest,
  server: ServerUnderTest,
  target: Target,
): Promise<Step[]> {
  return connected(client, target, async (session) => [
    ...(await worksFor(session, server)),
    await step("unknown", () => isRefused(session.call("no_such_tool", {}), UNKNOWN)),
  ]);
}

/** As an administrator everything, as a viewer no write, with a wrong token nothing. */
export async function checkToken(
  client: ClientUnderTest,
  server: ServerUnderTest,
  targets: { readonly admin: Target; readonly viewer: Target; readonly wrong: Target },
): Promise<Step[]> {
  const { tool, arguments: given } = server.write;
  return [
    ...(await connected(client, targets.admin, async (session) => [
      ...(await worksFor(session, server)),
      await step("hidden", async () => {
        if (!(await session.tools()).includes(tool))
          throw new Error(`${tool} is not listed to an admin.`);
      }),
    ])),
    ...(await connected(client, targets.viewer, async (session) => [
      await step("hidden", async () => {
        if ((await session.tools()).includes(tool))
          throw new Error(`${tool} is listed to a viewer.`);
        await isRefused(session.call(tool, given), UNKNOWN);
      }),
    ])),
    await step("refused", () => isRefused(listOnce(client, targets.wrong), TURNED_AWAY)),
  ];
}

/** With an own key everything that the key may do, with a key that does not count nothing. */
export async function checkOwnKey(
  client: ClientUnderTest,
  server: ServerUnderTest,
  targets: { readonly good: Target; readonly wrong: Target },
): Promise<Step[]> {
  return [
    ...(await connected(client, targets.good, (session) => worksFor(session, server))),
    await step("refused", () => isRefused(listOnce(client, targets.wrong), TURNED_AWAY)),
  ];
}

/** What each client says of a tool that does not exist for it. */
const UNKNOWN = /unknown tool|not found on server/i;
/** What each client says of a 401: its status, its own word, or that signing in led nowhere. */
const TURNED_AWAY = /\b401\b|unauthori[sz]ed|auth_required|registration rejected/i;

async function worksFor(session: Session, server: ServerUnderTest): Promise<Step[]> {
  const { tool, good, missing } = server.read;
  return [
    await step("list", async () => {
      if (!(await session.tools()).includes(tool)) throw new Error(`${tool} is not listed.`);
    }),
    await step("call", async () => {
      const answer = await session.call(tool, good);
      if (answer.isError || answer.text === "") throw new Error(`It answered: ${answer.text}`);
    }),
    await step("error", async () => {
      const answer = await session.call(tool, missing);
      if (!answer.isError || !/\[not_found[,\]]/.test(answer.text)) {
        throw new Error(`It answered: ${answer.text}`);
      }
    }),
  ];
}

async function connected(
  client: ClientUnderTest,
  target: Target,
  work: (session: Session) => Promise<Step[]>,
): Promise<Step[]> {
  let session: Session;
  try {
    session = await client.connect(target);
  } catch (error) {
    return [{ name: "list", problem: `It did not connect. ${messageOf(error)}` }];
  }
  try {
    return await work(session);
  } finally {
    await session.close().catch(() => {});
  }
}

async function listOnce(client: ClientUnderTest, target: Target): Promise<void> {
  const session = await client.connect(target);
  try {
    await session.tools();
  } finally {
    await session.close().catch(() => {});
  }
}

async function isRefused(attempt: Promise<unknown>, words: RegExp): Promise<void> {
  try {
    await attempt;
  } catch (error) {
    const message = messageOf(error);
    if (words.test(message)) return;
    throw new Error(`It was refused with other words: ${message}`, { cause: error });
  }
  throw new Error("It was not refused.");
}

async function step(name: Step["name"], work: () => Promise<void>): Promise<Step> {
  try {
    await work();
    return { name };
  } catch (error) {
    return { name, problem: messageOf(error) };
  }
}

/** What an error says, with the code and the HTTP status that it carries beside its text. */
function messageOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  const { code, data } = (error ?? {}) as { code?: unknown; data?: { status?: unknown } };
  const facts = [code, data?.status].filter((fact) => ["number", "string"].includes(typeof fact));
  return [...facts.map((fact) => `(${String(fact)})`), text].join(" ").slice(0, 1000);
}
