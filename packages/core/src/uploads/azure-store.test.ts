import { execFileSync, spawnSync } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inspect } from "node:util";
import { BlobServiceClient, ContainerClient } from "@azure/storage-blob";
import { Agent, request } from "undici";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import type { Principal } from "../define/index.ts";
import { createAzureStore, type AzureStoreOptions } from "./azure-store.ts";
import { startEmulator, type Emulator } from "./azurite.fixture.ts";
import { createUploads } from "./index.ts";
import type { UploadSlot, UploadStore } from "./store.ts";

let emulator: Emulator;
let containers = 0;
beforeAll(async () => {
  emulator = await startEmulator();
});
afterAll(() => emulator.close());

const freshContainer = (): string => `acme-uploads-${(containers += 1)}`;

function storeAt(container: string, options: Partial<AzureStoreOptions> = {}): UploadStore {
  return createAzureStore({ connectionString: emulator.connectionString, container, ...options });
}

const put = async (slot: UploadSlot, body: Uint8Array<ArrayBuffer>): Promise<number> => {
  const { url, headers } = slot.direct ?? { url: "", headers: {} };
  return (await fetch(url, { method: "PUT", headers, body })).status;
};

const file = Uint8Array.from({ length: 5000 }, (_none, index) => index % 251);
const blobsOf = async (container: string): Promise<string[]> => {
  const names: string[] = [];
  for await (const blob of emulator.container(container).listBlobsFlat()) names.push(blob.name);
  return names;
};

describe("a slot in blob storage", () => {
  it("takes the bytes of the ticket's PUT request, which any replica then reads once", async () => {
    const container = freshContainer();
    const settings = {
      transport: "http",
      uploadStaging: "azure-blob",
      azureConnectionString: emulator.connectionString,
      azureContainer: container,
    };
    const caller = { binding: "alice" } as Principal;
    const [here, there] = [createUploads(settings), createUploads(settings)];
    expect(here.abilities).toEqual(["uploads"]);
    const ticket = await here.filesFor(caller).requestUpload?.("it's a $(név) résumé.pdf");
    expect(ticket).toMatchObject({ method: "PUT", auth: "none", max_bytes: 25 * 1024 * 1024 });
    expect(ticket?.upload_id).toMatch(/^[A-Za-z0-9_-]{24}$/);
    expect(ticket?.headers).toEqual({
      "x-ms-blob-type": "BlockBlob",
      "Content-Type": "application/octet-stream",
      "x-ms-meta-filename": "it%27s%20a%20%24%28n%C3%A9v%29%20r%C3%A9sum%C3%A9.pdf",
    });
    const query = new URL(ticket?.url ?? "").searchParams;
    expect(query.get("sp")).toBe("cw");
    const end = Date.parse(ticket?.expires_at ?? "");
    expect(Date.parse(query.get("se") ?? "")).toBe(end);
    const life = (end - Date.parse(query.get("st") ?? "")) / 60_000;
    expect(Math.round(life)).toBe(20);

    const sent = await fetch(ticket?.url ?? "", {
      method: "PUT",
      headers: { ...ticket?.headers },
      body: file,
    });
    expect(sent.status).toBe(201);
    const [name] = await blobsOf(container);
    expect(name).toBe(`2bd806c97f0e00af/${ticket?.upload_id}`);
    const taken = await there.filesFor(caller).takeUpload?.(ticket?.upload_id ?? "");
    expect(taken?.fileName).toBe("it's a $(név) résumé.pdf");
    expect(Buffer.compare(taken?.bytes ?? new Uint8Array(), file)).toBe(0);
    expect(await blobsOf(container)).toEqual([]);
    for (const replica of [here, there]) {
      const again = replica.filesFor(caller).takeUpload?.(ticket?.upload_id ?? "");
      await expect(again).rejects.toThrow();
    }
  });

  it("belongs to its owner, whichever replica is asked", async () => {
    const container = freshContainer();
    const [here, there] = [storeAt(container), storeAt(container)];
    const slot = await here.open("alice");
    expect(await put(slot, file)).toBe(201);
    for (const store of [here, there]) {
      await expect(store.take("bob", slot.id)).rejects.toMatchObject({ code: "not_found" });
    }
    expect((await here.take("alice", slot.id)).bytes).toHaveLength(5000);
  });

  it("signs for its own blob and for writing alone", async () => {
    const container = freshContainer();
    const store = storeAt(container);
    const [first, second] = [await store.open("alice"), await store.open("alice")];
    expect(await put(first, file)).toBe(201);
    const url = first.direct?.url ?? "";
    expect((await fetch(url)).status).toBe(403);
    expect((await fetch(url, { method: "DELETE" })).status).toBe(403);
    const moved = url.replace(first.id, second.id);
    expect(await put({ ...first, direct: { ...first.direct, url: moved } as never }, file)).toBe(
      403,
    );
    expect(await blobsOf(container)).toHaveLength(1);
  });

  it("ends with its time, for writing and for reading", async () => {
    const container = freshContainer();
    let time = Date.now() - 16 * 60_000;
    const store = storeAt(container, { now: () => time });
    const late = await store.open("alice");
    expect(await put(late, file)).toBe(403);

    time = Date.now();
    const slot = await store.open("alice");
    expect(await put(slot, file)).toBe(201);
    time = slot.expiresAt;
    for (const replica of [store, storeAt(container, { now: () => time })]) {
      await expect(replica.take("alice", slot.id)).rejects.toMatchObject({ code: "not_found" });
    }
    time = slot.expiresAt - 1;
    expect(
      (await storeAt(container, { now: () => time }).take("alice", slot.id)).bytes,
    ).toHaveLength(5000);
  });

  it("says what is missing: no bytes, empty, too many, no slot at all", async () => {
    const container = freshContainer();
    const store = storeAt(container, { maxBytes: 4999 });
    const slot = await store.open("alice");
    await expect(store.take("alice", slot.id)).rejects.toMatchObject({ code: "conflict" });
    expect(await put(slot, new Uint8Array())).toBe(201);
    await expect(store.take("alice", slot.id)).rejects.toMatchObject({ code: "invalid_arguments" });
    expect(await put(slot, file)).toBe(201);
    await expect(store.take("alice", slot.id)).rejects.toMatchObject({ code: "too_large" });
    expect(await blobsOf(container)).toEqual([]);
    expect(await put(slot, file.subarray(1))).toBe(201);
    expect((await store.take("alice", slot.id)).bytes).toHaveLength(4999);
    for (const id of [slot.id, "short", "../../../../../etc/passw", "z".repeat(24)]) {
      await expect(store.take("alice", id)).rejects.toMatchObject({ code: "not_found" });
    }
    await expect(store.fill("alice", slot.id, [] as never)).rejects.toMatchObject({ status: 404 });
  });

  it("takes a file of 25 MiB and not a byte more", async () => {
    const store = storeAt(freshContainer());
    const slot = await store.open("alice");
    const most = new Uint8Array(25 * 1024 * 1024).fill(7);
    expect(await put(slot, new Uint8Array(most.length + 1))).toBe(201);
    await expect(store.take("alice", slot.id)).rejects.toMatchObject({ code: "too_large" });
    expect(await put(slot, most)).toBe(201);
    const { bytes } = await store.take("alice", slot.id);
    expect(Buffer.compare(bytes, most)).toBe(0);
  });

  it("is taken by exactly one of many, within a replica and across replicas", async () => {
    const container = freshContainer();
    const replicas = [storeAt(container), storeAt(container), storeAt(container)];
    const [first] = replicas as [UploadStore];
    for (let round = 0; round < 5; round += 1) {
      const slot = await first.open("alice");
      expect(await put(slot, file)).toBe(201);
      const takers = replicas.flatMap((store) => [store, store]);
      const outcomes = await Promise.allSettled(
        takers.map((store) => store.take("alice", slot.id)),
      );
      expect(outcomes.filter((outcome) => outcome.status === "fulfilled")).toHaveLength(1);
      const codes = outcomes.flatMap((outcome) =>
        outcome.status === "rejected" ? [(outcome.reason as { code: string }).code] : [],
      );
      expect(new Set([...codes, "not_found", "conflict"])).toEqual(
        new Set(["not_found", "conflict"]),
      );
    }
  });

  it("stays used when bytes are sent to it again", async () => {
    const store = storeAt(freshContainer());
    const slot = await store.open("alice");
    await put(slot, file);
    await store.take("alice", slot.id);
    expect(await put(slot, file)).toBe(201);
    await expect(store.take("alice", slot.id)).rejects.toMatchObject({ code: "not_found" });
  });

  it("is one of a limited number per owner; used and expired ones do not count", async () => {
    let time = Date.now();
    const store = storeAt(freshContainer(), { slotsPerOwner: 2, now: () => time });
    const slot = await store.open("alice");
    await store.open("alice");
    await expect(store.open("alice")).rejects.toMatchObject({ code: "rate_limited" });
    await store.open("bob");
    await put(slot, file);
    await store.take("alice", slot.id);
    await store.open("alice");
    await expect(store.open("alice")).rejects.toMatchObject({ code: "rate_limited" });
    time += 15 * 60_000;
    await store.open("alice");
  });
});

describe("orphans", () => {
  afterEach(() => vi.restoreAllMocks());

  it("are swept after an hour, at most every ten minutes, and nothing else is", async () => {
    const container = freshContainer();
    let time = Date.now();
    const store = storeAt(container, { now: () => time });
    const orphan = await store.open("alice");
    expect(await put(orphan, file)).toBe(201);
    const notes = emulator.container(container).getBlockBlobClient("notes/readme.txt");
    await notes.upload("mine", 4);
    const [orphanName = ""] = await blobsOf(container);
    expect(orphanName).toContain(orphan.id);

    const swept = vi.fn<() => void>();
    const list = ContainerClient.prototype.listBlobsFlat;
    vi.spyOn(ContainerClient.prototype, "listBlobsFlat").mockImplementation(function listed(
      this: ContainerClient,
    ) {
      const blobs = list.call(this);
      return (async function* told(): AsyncGenerator {
        yield* blobs;
        swept();
      })() as never;
    });
    const sweptTimes = async (times: number): Promise<void> => {
      await vi.waitFor(() => expect(swept).toHaveBeenCalledTimes(times));
      swept.mockClear();
    };

    time += 59 * 60_000;
    await store.open("bob");
    await sweptTimes(1);
    expect(
      (await notes.exists()) &&
        (await emulator.container(container).getBlobClient(orphanName).exists()),
    ).toBe(true);

    time += 9 * 60_000;
    await store.open("bob");
    expect(ContainerClient.prototype.listBlobsFlat).toHaveBeenCalledTimes(1);
    time += 60_000;
    await store.open("bob");
    await sweptTimes(1);
    expect(await emulator.container(container).getBlobClient(orphanName).exists()).toBe(false);
    expect(await notes.exists()).toBe(true);
  });
});

describe("settings for blob storage", () => {
  const http = { transport: "http", uploadStaging: "azure-blob", azureContainer: "acme-uploads" };
  it.each([
    [{}, /needs a storage account/],
    [{ azureConnectionString: "BlobEndpoint=https://x;SharedAccessSignature=sv" }, /AccountKey/],
    [{ azureConnectionString: "AccountName=acme;AccountKey=a2V5a2V5" }, /DefaultEndpointsProtocol/],
    [{ azureAccount: "https://acme.example" }, /AZURE_STORAGE_ACCOUNT/],
    [{ azureAccount: "acme", azureContainer: "No_Good" }, /AZURE_STORAGE_CONTAINER/],
  ])("that cannot work stop the start: %j", (settings, message) => {
    const start = (): unknown => createUploads({ ...http, ...settings });
    expect(start).toThrow(message);
    expect(start).toThrow(expect.objectContaining({ code: "configuration" }) as Error);
  });

  it("have no effect on stdio", () => {
    expect(createUploads({ ...http, transport: "stdio" }).abilities).toEqual([]);
  });

  it("with a wrong key end in a clear error, and the next call tries again", async () => {
    const wrongKey = emulator.connectionString.replace(/AccountKey=.{6}/, "AccountKey=AAAAAA");
    const refused = storeAt(freshContainer(), { connectionString: wrongKey });
    for (const _attempt of [1, 2]) {
      await expect(refused.open("alice")).rejects.toMatchObject({
        code: "configuration",
        advice: expect.stringContaining("AZURE_STORAGE_CONNECTION_STRING") as string,
      });
    }
  });

  it("of an account that does not answer end in unavailable, without the key", async () => {
    const gone = await startEmulator();
    await gone.close();
    const container = freshContainer();
    const failing = storeAt(container, { connectionString: gone.connectionString });
    const failure: unknown = await failing.open("alice").catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: "unavailable" });
    expect(inspect(failure, { depth: 9 })).not.toContain(
      /AccountKey=([^;]+)/.exec(gone.connectionString)?.[1],
    );
  });
});

describe.skipIf(spawnSync("openssl", ["version"]).status !== 0)("an identity", () => {
  it("signs slots with a delegated key, in a container that exists", async () => {
    const folder = await mkdtemp(join(tmpdir(), "psa-azure-"));
    const [cert, key] = [join(folder, "cert.pem"), join(folder, "key.pem")];
    const wanted =
      "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -subj /CN=127.0.0.1 -addext subjectAltName=IP:127.0.0.1";
    execFileSync("openssl", [...wanted.split(" "), "-keyout", key, "-out", cert], {
      stdio: "ignore",
    });
    const secure = await startEmulator({ cert, key });
    const ca = await readFile(cert, "utf8");
    const agent = new Agent({ connect: { ca } });
    try {
      const asked: unknown[] = [];
      const identity = {
        endpoint: secure.address,
        ca,
        credential: {
          getToken: async (scopes: unknown) => {
            asked.push(scopes);
            return { token: inventedToken(), expiresOnTimestamp: Date.now() + 3_600_000 };
          },
        },
      };
      const container = freshContainer();
      const store = createAzureStore({ account: "devstoreaccount1", container, identity });
      await expect(store.open("alice")).rejects.toMatchObject({
        code: "configuration",
        message: expect.stringContaining(`no container ${container}`) as string,
      });
      const owner = new BlobServiceClient(secure.address, identity.credential, {
        tlsOptions: { ca },
      } as never);
      await owner.createContainer(container);
      const slot = await store.open("alice", "a.txt");
      const { url, headers } = slot.direct ?? { url: "", headers: {} };
      const query = new URL(url).searchParams;
      expect([query.get("sp"), query.get("spr")]).toEqual(["cw", "https"]);
      expect(query.get("skoid")).toBeTruthy();
      const sent = await request(url, { method: "PUT", headers, body: file, dispatcher: agent });
      await sent.body.dump();
      expect(sent.statusCode).toBe(201);
      expect(await store.take("alice", slot.id)).toEqual({
        bytes: Buffer.from(file),
        fileName: "a.txt",
      });
      expect(asked.length).toBeGreaterThan(0);
    } finally {
      await agent.close();
      await secure.close();
      await rm(folder, { recursive: true });
    }
  });
});

/** A token as the emulator wants it: it looks at the claims and at no signature. */
function inventedToken(): string {
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString("base64url");
  const seconds = Math.floor(Date.now() / 1000);
  const claims = {
    aud: "https://storage.azure.com",
    iss: "https://sts.windows.net/00000000-0000-0000-0000-000000000001/",
    oid: "00000000-0000-0000-0000-000000000002",
    tid: "00000000-0000-0000-0000-000000000001",
    iat: seconds - 60,
    nbf: seconds - 60,
    exp: seconds + 3600,
  };
  return `${part({ alg: "HS256", typ: "JWT" })}.${part(claims)}.${part({})}`;
}
