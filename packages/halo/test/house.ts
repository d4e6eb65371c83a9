// A house to test in: the sandbox, our server before it, and plain reads of the sandbox to compare with.
import {
  testVendor,
  type TestAnswer,
  type TestOptions,
  type TestVendor,
} from "@psa-mcp/core/testing";
import {
  startHaloSandbox,
  type HaloApplicationName,
  type HaloSandbox,
  type HaloSandboxOptions,
  type RecordedRequest,
} from "@psa-mcp/sandbox/halo";
import { expect } from "vitest";
import { halo } from "../src/index.ts";

type Row = Record<string, unknown>;

export interface Answer extends TestAnswer {
  readonly structured: Row;
  /** Rows of a page. */
  readonly items: readonly Row[];
  /** The record of an item. */
  readonly item: Row;
}

export interface House {
  readonly vendor: TestVendor;
  readonly sandbox: HaloSandbox;
  /** Calls a tool and expects success. */
  call(tool: string, given?: Row): Promise<Answer>;
  /** Calls a tool and expects an error of this code. */
  fail(tool: string, given: Row, code: string): Promise<TestAnswer>;
  /** Confirms what a tool asks for and calls it again. */
  confirmed(tool: string, given: Row): Promise<Answer>;
  /** Reads the sandbox past our own code. */
  read(path: string): Promise<unknown>;
  /** Requests since the last reset that Halo took, without those for tokens: a reset ends tokens too. */
  sent(method?: string): readonly RecordedRequest[];
  close(): Promise<void>;
}

/** What a house can be opened with, beside what `testVendor` takes. */
export interface HouseOptions extends TestOptions {
  readonly application?: HaloApplicationName;
  readonly sandbox?: HaloSandboxOptions;
}

/** The variables that point a server at the sandbox as one of its applications. */
export function variables(
  sandbox: HaloSandbox,
  application: HaloApplicationName = "services",
): Record<string, string> {
  const { clientId, clientSecret } = sandbox.applications[application];
  return {
    HALO_BASE_URL: sandbox.url,
    HALO_CLIENT_ID: clientId,
    HALO_CLIENT_SECRET: clientSecret,
    HALO_TENANT: sandbox.tenant,
  };
}

/** Opens a house with every tool switched on. */
export async function openHouse(options: HouseOptions = {}): Promise<House> {
  const { application = "services", sandbox: sandboxOptions, ...test } = options;
  const sandbox = await startHaloSandbox({ seed: "small", ...sandboxOptions });
  const vendor = await testVendor(halo, {
    results: "both",
    toolsets: ["all"],
    ...test,
    settings: { ...variables(sandbox, application), ...test.settings },
  });
  const read = async (path: string): Promise<unknown> => {
    const { clientId, clientSecret } = sandbox.applications.services;
    const answer = await fetch(`${sandbox.authUrl}/token?tenant=${sandbox.tenant}`, {
      method: "POST",
      body: new URLSearchParams({
        grant_type: "client_credentials",
        client_id: clientId,
        client_secret: clientSecret,
        scope: "all",
      }),
    });
    const token = ((await answer.json()) as { access_token: string }).access_token;
    const response = await fetch(`${sandbox.apiUrl}${path}`, {
      headers: { authorization: `Bearer ${token}` },
    });
    if (!response.ok)
      throw new Error(`${path}: ${String(response.status)} ${await response.text()}`);
    return response.json();
  };
  const call: House["call"] = async (tool, given) => {
    const answer = await vendor.call(tool, given);
    expect(answer.isError, answer.text).toBe(false);
    const structured = answer.structured ?? {};
    return {
      ...answer,
      structured,
      items: (structured["items"] ?? []) as readonly Row[],
      item: (structured["item"] ?? {}) as Row,
    };
  };
  return {
    vendor,
    sandbox,
    call,
    async fail(tool, given, code) {
      const answer = await vendor.call(tool, given);
      expect(answer.isError, answer.text).toBe(true);
      expect(answer.structured, answer.text).toMatchObject({ error: { code } });
      return answer;
    },
    async confirmed(tool, given) {
      const asked = await call(tool, given);
      expect(asked.structured).toMatchObject({ confirmation_required: true });
      return call(tool, { ...given, confirm: asked.structured["confirm"] });
    },
    read,
    sent: (wanted) =>
      sandbox.requests().filter(({ method, path, status }) => {
        const counts = !path.endsWith("/token") && status !== 401;
        return counts && (wanted === undefined || method === wanted);
      }),
    async close() {
      await vendor.close();
      await sandbox.close();
    },
  };
}
