import { PsaError, z, type FileAccess, type VendorClient } from "@psa-mcp/core";

/** Largest file that may be sent, after decoding. */
export const MOST_BYTES: number = 25 * 1024 * 1024;

/** Where the bytes of a file come from: exactly one of these. */
export const byteSources: {
  readonly file_name: z.ZodOptional<z.ZodString>;
  readonly upload_id: z.ZodOptional<z.ZodString>;
  readonly url: z.ZodOptional<z.ZodString>;
  readonly file_path: z.ZodOptional<z.ZodString>;
  readonly content_base64: z.ZodOptional<z.ZodString>;
} = {
  file_name: z.string().min(1).max(255).optional(),
  upload_id: z.string().max(100).optional(),
  url: z.string().max(4000).optional(),
  file_path: z.string().max(4000).optional(),
  content_base64: z.string().max(40_000_000).optional(),
};

interface Sources {
  readonly file_name?: string | undefined;
  readonly upload_id?: string | undefined;
  readonly url?: string | undefined;
  readonly file_path?: string | undefined;
  readonly content_base64?: string | undefined;
}

/** A file ready to be sent. */
export interface GivenFile {
  readonly name: string;
  /** Undefined in a dry run of an upload or a url: nothing is consumed or fetched for it. */
  readonly bytes: Uint8Array | undefined;
}

const SOURCES = ["content_base64", "url", "file_path", "upload_id"] as const;

/**
 * The bytes of the one source that is given, with a file name that ends in an extension. Throws `invalid_arguments` for
 * none, several, empty or broken ones, `too_large` beyond 25 MiB, `unsupported` for a source that this server lacks.
 */
export async function givenFile(
  input: Sources,
  { client, files }: { readonly client: VendorClient; readonly files: FileAccess },
): Promise<GivenFile> {
  const given = SOURCES.filter((source) => input[source] !== undefined);
  if (given.length !== 1) {
    throw new PsaError(
      "invalid_arguments",
      given.length === 0 ? "No file was given." : `Several files were given: ${given.join(", ")}.`,
      {
        advice: `Give exactly one of ${SOURCES.join(", ")}.`,
      },
    );
  }
  const { bytes, fileName } = await read(input, client, files);
  if (bytes?.length === 0) throw new PsaError("invalid_arguments", "The file is empty.");
  if (bytes !== undefined && bytes.length > MOST_BYTES) throw tooLarge();
  return { name: checkedName(input.file_name ?? fileName, bytes === undefined), bytes };
}

interface Read {
  readonly bytes: Uint8Array | undefined;
  readonly fileName: string | undefined;
}

async function read(input: Sources, client: VendorClient, files: FileAccess): Promise<Read> {
  if (input.content_base64 !== undefined)
    return { bytes: decodeBase64(input.content_base64), fileName: undefined };
  if (input.file_path !== undefined) {
    if (files.readLocal === undefined) {
      throw new PsaError("unsupported", "This server reads no local files.", {
        advice:
          "On stdio, name the folders in MCP_FILE_ROOTS; otherwise use an upload slot, url or content_base64.",
      });
    }
    const found = await files.readLocal(input.file_path, { maxBytes: MOST_BYTES });
    return { bytes: found.bytes, fileName: found.fileName };
  }
  if (input.upload_id !== undefined) {
    if (files.takeUpload === undefined) {
      throw new PsaError("unsupported", "This server has no upload slots.", {
        advice: "Use url or content_base64.",
      });
    }
    if (client.dryRun) return { bytes: undefined, fileName: undefined };
    const found = await files.takeUpload(input.upload_id);
    return { bytes: found.bytes, fileName: found.fileName };
  }
  const url = input.url ?? "";
  const fileName = nameInUrl(url);
  if (client.dryRun) return { bytes: undefined, fileName };
  const { bytes } = await client.fetchPublic(url, { maxBytes: MOST_BYTES });
  return { bytes, fileName };
}

function decodeBase64(text: string): Uint8Array {
  const bare = (text.startsWith("data:") ? text.slice(text.indexOf(",") + 1) : text).replace(
    /\s+/g,
    "",
  );
  if (bare.length > (MOST_BYTES / 3) * 4 + 4) throw tooLarge();
  const wellFormed = bare.length % 4 !== 1 && /^[A-Za-z0-9+/_-]*={0,2}$/.test(bare);
  if (!wellFormed || (text.startsWith("data:") && !/^data:[^,]{0,200};base64,/.test(text))) {
    throw new PsaError("invalid_arguments", "content_base64 is not base64.", {
      advice: "Encode the whole file as base64, or use an upload slot or url.",
    });
  }
  return Buffer.from(bare, bare.includes("-") || bare.includes("_") ? "base64url" : "base64");
}

function nameInUrl(url: string): string | undefined {
  if (!URL.canParse(url)) throw new PsaError("invalid_arguments", "url is not a web address.");
  const last = new URL(url).pathname.split("/").at(-1) ?? "";
  // A broken escape in an address is no reason to refuse it; the name is then taken as it stands.
  return last === ""
    ? undefined
    : /%(?![\da-f]{2})/i.test(last)
      ? last
      : new TextDecoder().decode(percentDecoded(last));
}

function percentDecoded(text: string): Uint8Array {
  return Buffer.from(
    text.replace(/%([\da-f]{2})|[^\u0000-\u007F]/gi, (all, hex: string | undefined) =>
      hex === undefined
        ? Buffer.from(all, "utf8").toString("latin1")
        : String.fromCharCode(Number.parseInt(hex, 16)),
    ),
    "latin1",
  );
}

function checkedName(name: string | undefined, unknown: boolean): string {
  const base = (name ?? "").split(/[/\\]/).at(-1)?.trim() ?? "";
  if (/^[^\u0000-\u001F]{1,240}\.[A-Za-z0-9]{1,15}$/.test(base)) return base;
  if (name === undefined && unknown) return "upload.bin";
  throw new PsaError("invalid_arguments", "file_name must end in an extension, like plan.pdf.", {
    advice: "Give file_name.",
  });
}

function tooLarge(): PsaError {
  return new PsaError("too_large", "A file may have 25 MiB.", {
    advice: "Make it smaller, or split it.",
  });
}

/** Base64 for the request; in a dry run only how much it would be. */
export function wireBytes(file: GivenFile, dryRun: boolean): string {
  if (file.bytes === undefined) return "(bytes not read in a dry run)";
  return dryRun
    ? `(${String(file.bytes.length)} bytes)`
    : Buffer.from(file.bytes).toString("base64");
}
