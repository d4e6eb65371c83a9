import {
  PsaError,
  text,
  z,
  type FileAccess,
  type NamedBytes,
  type VendorClient,
} from "@psa-mcp/core";
import type { TickitiApi } from "../api.ts";
import { fetchAttachment } from "./attachment.ts";

/** Largest picture in bytes, and most of one call. */
const MOST_BYTES = 5 * 1024 * 1024;
const MOST_PICTURES = 10;
const MOST_TOTAL = 20 * 1024 * 1024;

/**
 * Pictures of a body. The API has no other upload: it makes an attachment of every `data:` picture in the HTML.
 */
export const attachments: z.ZodOptional<
  z.ZodArray<
    z.ZodObject<{
      path: z.ZodOptional<z.ZodString>;
      upload_id: z.ZodOptional<z.ZodString>;
      base64: z.ZodOptional<z.ZodString>;
      resource_uri: z.ZodOptional<z.ZodString>;
      name: z.ZodOptional<z.ZodString>;
      placeholder: z.ZodOptional<z.ZodString>;
    }>
  >
> = z
  .array(
    z.strictObject({
      path: text(4000).optional().meta({ needs: "local-files" }),
      upload_id: text(100).optional().meta({ needs: "uploads" }),
      base64: z.string().min(1).max(7_000_000).optional(),
      resource_uri: text(500).optional(),
      name: text(200).optional(),
      placeholder: text(200).optional(),
    }),
  )
  .max(MOST_PICTURES)
  .describe("Pictures, each from one source; name is for {{attach:name}} in the text")
  .optional();

export type Attachments = z.output<typeof attachments>;

/** Local files leave the machine, perhaps to a customer, so a person is asked. */
export const attachesLocalFiles = (input: { readonly attachments?: Attachments }): boolean =>
  (input.attachments ?? []).some(({ path }) => path !== undefined);

interface Hands {
  readonly files: FileAccess;
  readonly client: VendorClient;
  readonly vendor: TickitiApi;
}

/**
 * The body with the pictures in it: each takes the place of its placeholder (`{{attach:name}}` unless one is given), or
 * follows at the end. Throws for what is no picture, too large, or out of reach.
 */
export async function withPictures(
  body: string,
  pictures: Attachments,
  hands: Hands,
): Promise<string> {
  let built = body;
  let total = 0;
  for (const picture of pictures ?? []) {
    const { bytes, fileName = "picture" } = await bytesOf(picture, hands);
    total += bytes.length;
    if (bytes.length > MOST_BYTES || total > MOST_TOTAL) throw tooLarge();
    const name = picture.name ?? fileName;
    const placeholder = picture.placeholder ?? `{{attach:${name}}}`;
    const element = `<img src="${sourceOf(bytes, hands.client.dryRun)}" alt="${escaped(name)}">`;
    built = built.includes(placeholder)
      ? built.split(placeholder).join(element)
      : `${built}<p>${element}</p>`;
  }
  return built;
}

/** In a dry run the bytes would only fill the answer. */
function sourceOf(bytes: Uint8Array, dryRun: boolean): string {
  if (bytes.length === 0 && dryRun) return "data:(the uploaded picture)";
  const type = pictureType(bytes);
  if (type === undefined) {
    throw new PsaError("invalid_arguments", "An attachment is no picture of a known type.", {
      advice: "Give PNG, JPEG, GIF, WebP or BMP; SVG can hold programs and is not taken.",
    });
  }
  return dryRun
    ? `data:${type};(${String(bytes.length)} bytes)`
    : `data:${type};base64,${Buffer.from(bytes).toString("base64")}`;
}

const escaped = (name: string): string =>
  name.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");

async function bytesOf(
  picture: NonNullable<Attachments>[number],
  { files, client, vendor }: Hands,
): Promise<NamedBytes> {
  const { path, upload_id: upload, base64, resource_uri: uri } = picture;
  const sources = [path, upload, base64, uri].filter((source) => source !== undefined);
  if (sources.length !== 1) {
    throw new PsaError(
      "invalid_arguments",
      "An attachment needs exactly one of path, upload_id, base64 and resource_uri.",
    );
  }
  if (path !== undefined) {
    if (files.readLocal === undefined) throw noPaths();
    return files.readLocal(path, { maxBytes: MOST_BYTES });
  }
  if (upload !== undefined) {
    if (files.takeUpload === undefined) throw noUploads();
    return client.dryRun ? { bytes: new Uint8Array() } : files.takeUpload(upload);
  }
  if (base64 !== undefined) return { bytes: decoded(base64) };
  const [, number, id] =
    /^tickiti:\/\/ticket\/(\d{1,10})\/attachment\/(\d{1,15})$/.exec(uri ?? "") ?? [];
  if (number === undefined || id === undefined) {
    throw new PsaError("invalid_arguments", "resource_uri is no attachment of a ticket.", {
      advice: "It reads tickiti://ticket/{number}/attachment/{id}.",
    });
  }
  const found = await fetchAttachment(vendor, { number: Number(number), id: Number(id) });
  return { bytes: found.bytes, fileName: found.name };
}

function decoded(base64: string): Uint8Array {
  const plain = base64.replace(/^data:[^,]*,/, "").replaceAll(/\s/g, "");
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(plain)) {
    throw new PsaError("invalid_arguments", "base64 of an attachment is not base64.");
  }
  return Buffer.from(plain, "base64");
}

const tooLarge = (): PsaError =>
  new PsaError("too_large", "A picture may have 5 MB, all of a call 20 MB.", {
    advice: "Make the pictures smaller.",
  });

const noPaths = (): PsaError =>
  new PsaError("unsupported", "Local files cannot be attached here.", {
    advice:
      "On stdio the operator permits folders in TICKITI_ATTACHMENT_ROOTS; over HTTP use tickiti_request_upload and upload_id.",
  });

const noUploads = (): PsaError =>
  new PsaError("unsupported", "This server takes no uploads.", {
    advice: "Give the picture as path where local files are permitted, or as base64.",
  });

const startsWith = (bytes: Uint8Array, head: string, at = 0): boolean =>
  Buffer.from(bytes.subarray(at, at + head.length)).toString("latin1") === head;

/** The type that the bytes themselves show, whatever the name says. */
export function pictureType(bytes: Uint8Array): string | undefined {
  if (startsWith(bytes, "\u0089PNG\r\n\u001A\n")) return "image/png";
  if (startsWith(bytes, "\u00FF\u00D8\u00FF")) return "image/jpeg";
  if (startsWith(bytes, "GIF87a") || startsWith(bytes, "GIF89a")) return "image/gif";
  if (startsWith(bytes, "RIFF") && startsWith(bytes, "WEBP", 8)) return "image/webp";
  if (startsWith(bytes, "BM") && bytes.length > 26) return "image/bmp";
  return undefined;
}
