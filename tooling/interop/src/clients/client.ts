/** Where a client connects to: a process that it starts, or an address. */
export type Target =
  | {
      readonly kind: "stdio";
      readonly args: readonly string[];
      readonly env: Readonly<Record<string, string>>;
    }
  | {
      readonly kind: "http";
      readonly url: string;
      readonly headers: Readonly<Record<string, string>>;
    };

/** A tool's answer as the client hands it to a host. */
export interface Answer {
  readonly isError: boolean;
  readonly text: string;
}

/** A connected client. What the server refuses is thrown, with the client's own words. */
export interface Session {
  tools(): Promise<readonly string[]>;
  call(tool: string, given: Readonly<Record<string, unknown>>): Promise<Answer>;
  close(): Promise<void>;
}

/** A client as people use it, behind one interface. */
export interface ClientUnderTest {
  readonly id: string;
  readonly title: string;
  readonly transports: readonly Target["kind"][];
  /** Rejects when the server turns the client away. */
  connect(target: Target): Promise<Session>;
}

/** What every client says of itself where it can be told. */
export const clientInfo: { readonly name: string; readonly version: string } = {
  name: "psa-mcp-interop",
  version: "1.0.0",
};

/** A protocol result as an answer. */
export function answerOf(result: unknown): Answer {
  const { content, isError } = result as {
    readonly content?: readonly { readonly text?: unknown }[];
    readonly isError?: unknown;
  };
  return {
    isError: isError === true,
    text: (content ?? []).map(({ text }) => (typeof text === "string" ? text : "")).join("\n"),
  };
}
