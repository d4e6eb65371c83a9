import type { BlobServiceClient, ContainerClient, UserDelegationKey } from "@azure/storage-blob";
import type { TokenCredential } from "@azure/identity";
import { PsaError, registerSecret } from "../errors/index.ts";

/** Which container, and as whom: the connection string is used when both are given. */
export interface AzureAccess {
  /** Name and key of the storage account, as the portal shows them. */
  readonly connectionString?: string;
  /** Name of the storage account, used with the identity that the machine has. */
  readonly account?: string;
  readonly container: string;
}

/** A container that exists, with the right to hand out addresses. */
export interface AzureContainer {
  readonly client: ContainerClient;
  /** The address under which anybody may create and write this one blob, between the two times. */
  signUpload(blobName: string, from: Date, until: Date): Promise<string>;
}

/** How the identity reaches the account; replaced by tests. */
export interface AzureIdentity {
  readonly credential: TokenCredential;
  readonly endpoint: string;
  /** Authority whose certificates are trusted as well. */
  readonly ca?: string;
}

const ACCOUNT_NAME = /^[a-z0-9]{3,24}$/;
const CONTAINER_NAME = /^[a-z0-9](?:-?[a-z0-9])+$/;
/** A delegation key is asked for this long, so that many slots share one. */
const DELEGATION_MILLISECONDS = 6 * 3_600_000;
/** A signature format that accounts and emulators have long known; later ones only add parts that are not used here. */
const DELEGATED_VERSION = "2022-11-02";
const CLOCK_MILLISECONDS = 5 * 60_000;
const RETRIES = { maxTries: 3, retryDelayInMs: 500, maxRetryDelayInMs: 4000 };

function misconfigured(message: string, advice: string): PsaError {
  return new PsaError("configuration", message, { advice });
}

/** Throws PsaError `configuration` when the settings cannot name and sign a container. Nothing is sent. */
export function checkAzureAccess({ connectionString, account, container }: AzureAccess): void {
  if (connectionString === undefined && account === undefined) {
    throw misconfigured(
      "UPLOAD_STAGING=azure-blob needs a storage account.",
      "Set AZURE_STORAGE_CONNECTION_STRING (with its key) or AZURE_STORAGE_ACCOUNT (with the machine's identity), or set UPLOAD_STAGING to memory or off.",
    );
  }
  if (connectionString !== undefined) {
    const key = /(?:^|;)\s*AccountKey=([^;]+)/.exec(connectionString)?.[1];
    registerSecret(key);
    const complete = ["DefaultEndpointsProtocol=", "AccountName="].every((part) =>
      connectionString.includes(part),
    );
    const emulated = connectionString.startsWith("UseDevelopmentStorage=true");
    if (!emulated && (key === undefined || !complete)) {
      throw misconfigured(
        "AZURE_STORAGE_CONNECTION_STRING lacks DefaultEndpointsProtocol, AccountName or AccountKey.",
        "Copy the whole connection string of an access key; one with a shared access signature cannot sign upload addresses.",
      );
    }
  } else if (!ACCOUNT_NAME.test(account ?? "")) {
    throw misconfigured(
      "AZURE_STORAGE_ACCOUNT is not the name of a storage account.",
      "Give the name alone: 3 to 24 lower-case letters and digits.",
    );
  }
  if (!CONTAINER_NAME.test(container) || container.length < 3 || container.length > 63) {
    throw misconfigured(
      "AZURE_STORAGE_CONTAINER is not the name of a container.",
      "Use 3 to 63 lower-case letters, digits and single hyphens.",
    );
  }
}

/** HTTP status of a storage error; undefined for any other failure. */
export function storageStatus(error: unknown): number | undefined {
  const status = (error as { statusCode?: unknown } | undefined)?.statusCode;
  return typeof status === "number" ? status : undefined;
}

const IDENTITY_ERROR = /^(?:CredentialUnavailable|(?:Aggregate)?Authentication(?:Required)?)/;
const STORAGE_ERROR = /^(?:RestError|AbortError|TimeoutError)$/;

/** A failure of the storage account as a PsaError: `configuration` when it refuses, `unavailable` when it fails. */
export function storageFailure(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof PsaError) return error;
  const status = storageStatus(error);
  // The original holds the request with its headers, which no log may show.
  const cause = new Error(`${error.name} ${status ?? ""}: ${error.message}`);
  if (status === 401 || status === 403 || IDENTITY_ERROR.test(error.name)) {
    return new PsaError("configuration", "The storage account for uploads refuses this server.", {
      advice:
        "Whoever runs the server checks the key in AZURE_STORAGE_CONNECTION_STRING, or for an identity its roles Storage Blob Data Contributor and Storage Blob Delegator and the account's firewall.",
      cause,
    });
  }
  if (status === undefined && !STORAGE_ERROR.test(error.name)) return error;
  return new PsaError("unavailable", "The storage account for uploads does not answer well.", {
    advice: "Try again later.",
    cause,
  });
}

/**
 * Connects to the container. With a key it is created when absent; with an identity it must exist. Throws PsaError
 * `configuration`, and what the network and the storage account fail with.
 */
export async function openAzureContainer(
  access: AzureAccess,
  identity?: AzureIdentity,
): Promise<AzureContainer> {
  checkAzureAccess(access);
  const { connectionString, container } = access;
  return connectionString === undefined
    ? await openByIdentity(container, identity ?? (await machineIdentity(access.account ?? "")))
    : await openByKey(container, connectionString);
}

async function openByKey(container: string, connectionString: string): Promise<AzureContainer> {
  const { BlobSASPermissions, BlobServiceClient, SASProtocol } =
    await import("@azure/storage-blob");
  let service: BlobServiceClient;
  try {
    service = BlobServiceClient.fromConnectionString(connectionString, { retryOptions: RETRIES });
  } catch {
    throw misconfigured(
      "AZURE_STORAGE_CONNECTION_STRING cannot be read.",
      "Copy the whole connection string of an access key from the portal.",
    );
  }
  const client = service.getContainerClient(container);
  await client.createIfNotExists();
  return {
    client,
    signUpload: (blobName, startsOn, expiresOn) =>
      client.getBlobClient(blobName).generateSasUrl({
        permissions: BlobSASPermissions.parse("cw"),
        startsOn,
        expiresOn,
        protocol: client.url.startsWith("https:") ? SASProtocol.Https : SASProtocol.HttpsAndHttp,
      }),
  };
}

async function machineIdentity(account: string): Promise<AzureIdentity> {
  const { DefaultAzureCredential } = await import("@azure/identity");
  return {
    credential: new DefaultAzureCredential(),
    endpoint: `https://${account}.blob.core.windows.net`,
  };
}

async function openByIdentity(
  container: string,
  { credential, endpoint, ca }: AzureIdentity,
): Promise<AzureContainer> {
  const { BlobSASPermissions, BlobServiceClient, SASProtocol } =
    await import("@azure/storage-blob");
  const service = new BlobServiceClient(endpoint, credential, {
    retryOptions: RETRIES,
    ...(ca === undefined ? {} : { tlsOptions: { ca } }),
  });
  const client = service.getContainerClient(container);
  if (!(await client.exists())) {
    throw misconfigured(
      `The storage account has no container ${container}.`,
      "Create it, or name another in AZURE_STORAGE_CONTAINER.",
    );
  }
  const delegationKey = sharedDelegationKey(service);
  return {
    client,
    async signUpload(blobName, startsOn, expiresOn) {
      return await client.getBlobClient(blobName).generateUserDelegationSasUrl(
        {
          permissions: BlobSASPermissions.parse("cw"),
          startsOn,
          expiresOn,
          protocol: SASProtocol.Https,
          version: DELEGATED_VERSION,
        },
        await delegationKey(startsOn, expiresOn),
      );
    },
  };
}

/** Gives a key that is valid for the whole time, the last one as long as it is. */
function sharedDelegationKey(
  service: BlobServiceClient,
): (from: Date, until: Date) => Promise<UserDelegationKey> {
  let last: { readonly until: number; readonly key: Promise<UserDelegationKey> } | undefined;
  return async (from, until) => {
    if (last === undefined || last.until < until.getTime()) {
      const end = from.getTime() + DELEGATION_MILLISECONDS;
      const start = new Date(from.getTime() - CLOCK_MILLISECONDS);
      const asked = { until: end, key: service.getUserDelegationKey(start, new Date(end)) };
      last = asked;
      asked.key.catch(() => {
        if (last === asked) last = undefined;
      });
    }
    return await last.key;
  };
}
