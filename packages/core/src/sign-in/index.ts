// Sign-in: gets, keeps and renews the tokens with which remote servers are called, for one user or many.
import type { RemoteEndpoint, RemoteServer, SignInStatus } from "../define/index.ts";

/** The sign-in of one user at one remote server. */
export interface SignIn {
  /** A token to present, renewed when it is about to end; `refused` is the one that was just refused. Throws `credential_missing` when a person has to sign in. */
  token(refused?: string): Promise<string | undefined>;
  /** True when a token is there or can be got without a person. */
  possible(): Promise<boolean>;
  status(): Promise<SignInStatus>;
  begin(): Promise<SignInStatus>;
  signOut(): Promise<void>;
  /** Values that must never be shown. */
  secrets(): Promise<readonly string[]>;
  /** Hears when somebody signed in or out. */
  onChange(listener: () => void): void;
}

export interface SignIns {
  for(server: RemoteServer, endpoint: RemoteEndpoint, user: string): SignIn;
  /** Ends a sign-in with what the browser brought back over HTTP; resolves with the server's title. */
  finish(query: URLSearchParams): Promise<string>;
  close(): Promise<void>;
}

export function createSignIns(_settings: unknown, _logger: unknown): SignIns {
  return {
    for: () => {
      throw new Error("not yet");
    },
    finish: async () => "",
    close: async () => undefined,
  };
}
