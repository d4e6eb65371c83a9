import { createRequire } from "node:module";
import { BlobServiceClient, type ContainerClient } from "@azure/storage-blob";

interface EmulatorServer {
  start(): Promise<void>;
  close(): Promise<void>;
  getHttpServerAddress(): string;
}

export interface Emulator {
  readonly address: string;
  readonly connectionString: string;
  container(name: string): ContainerClient;
  close(): Promise<void>;
}

/** A storage account in this process, in memory, on a free loopback port; with a certificate it takes identities. */
export async function startEmulator(
  certificate?: Readonly<{ cert: string; key: string }>,
): Promise<Emulator> {
  // The package has no types and no exports of its own, only the files behind its commands.
  const load = createRequire(import.meta.url);
  const { default: Configuration } = load("azurite/dist/src/blob/BlobConfiguration") as {
    default: new (...given: unknown[]) => object;
  };
  const { default: Server } = load("azurite/dist/src/blob/BlobServer") as {
    default: new (configuration: object) => EmulatorServer;
  };
  const { EMULATOR_ACCOUNT_NAME: account, EMULATOR_ACCOUNT_KEY_STR: accountKey } = load(
    "azurite/dist/src/blob/utils/constants",
  ) as Readonly<Record<string, string>>;
  const none = undefined;
  const place = ["127.0.0.1", 0, none, none, none, none];
  const silent = [false, none, false, none];
  const anyVersion = [false, true];
  const { cert, key, oauth } = certificate
    ? { ...certificate, oauth: "basic" }
    : { cert: "", key: "", oauth: none };
  const inMemory = [false, true];
  const given = [...place, ...silent, ...anyVersion, cert, key, "", oauth, ...inMemory];
  const server = new Server(new Configuration(...given));
  await server.start();
  const address = `${server.getHttpServerAddress()}/${account}`;
  const scheme = certificate === undefined ? "http" : "https";
  const connectionString = `DefaultEndpointsProtocol=${scheme};AccountName=${account};AccountKey=${accountKey};BlobEndpoint=${address};`;
  const service = BlobServiceClient.fromConnectionString(connectionString);
  return {
    address,
    connectionString,
    container: (name) => service.getContainerClient(name),
    close: () => server.close(),
  };
}
