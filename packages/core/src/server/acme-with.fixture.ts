// The acme vendor with other content, for tests of one behaviour at a time.
import type { VendorClient } from "../define/client.ts";
import type { AnyPrompt, AnyResource, AnyTool, Tool } from "../define/tool.ts";
import type { Vendor } from "../define/vendor.ts";
import { testVendor, type TestOptions, type TestVendor } from "../testing/test-vendor.ts";
import { acme, startAcme, type AcmeApi } from "./acme.fixture.ts";

/** A secret that is digits alone would be a number in JSON. */
export const KEY = "k-0123456789abcdef";

/** The vendor with these tools, resources and prompts instead of its own. */
export function acmeWith(
  content: {
    readonly tools?: readonly AnyTool[];
    readonly resources?: readonly AnyResource[];
    readonly prompts?: readonly AnyPrompt[];
  },
  more: Partial<Vendor> = {},
): Vendor {
  return {
    ...acme,
    offers: ["resources", "prompts"],
    ...more,
    load: async () => ({ tools: [], ...content }),
  };
}

/** A tool with some of its parts changed. */
export function changed(
  tool: AnyTool,
  // oxlint-disable-next-line typescript/no-explicit-any -- the changed tool's input is no longer known
  parts: Partial<Tool<any, VendorClient>>,
): AnyTool {
  return { ...tool, ...parts };
}

export interface Stage {
  api(): AcmeApi;
  open(
    vendor: Vendor,
    options?: TestOptions,
    environment?: Readonly<Record<string, string>>,
  ): Promise<TestVendor>;
  start(): Promise<void>;
  end(): Promise<void>;
}

/** An API, and servers that are closed with it. */
export function stage(): Stage {
  let api: AcmeApi | undefined;
  const opened: TestVendor[] = [];
  return {
    api: () => api as AcmeApi,
    async open(vendor, options = {}, environment = {}) {
      const server = await testVendor(vendor, {
        settings: { ACME_URL: api?.url ?? "", ACME_KEY: KEY, ...environment },
        ...options,
      });
      opened.push(server);
      return server;
    },
    async start() {
      api = await startAcme();
    },
    async end() {
      await Promise.all(opened.splice(0).map((server) => server.close()));
      await api?.close();
    },
  };
}
