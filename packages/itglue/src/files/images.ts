import { PsaError } from "@psa-mcp/core";

interface Kind {
  readonly name: string;
  is(bytes: Buffer): boolean;
  /** True when the end of the file is there as well. */
  complete(bytes: Buffer): boolean;
}

const starts = (bytes: Buffer, signature: string): boolean =>
  bytes.subarray(0, signature.length).toString("latin1") === signature;

/** Bytes at the end among which an end mark is looked for: some programs add a few of their own. */
const TAIL = 64;
const tail = (bytes: Buffer): Buffer => bytes.subarray(Math.max(0, bytes.length - TAIL));

const KINDS: readonly Kind[] = [
  {
    name: "PNG",
    is: (bytes) => starts(bytes, "\u0089PNG\r\n\u001A\n"),
    complete: (bytes) => tail(bytes).includes("IEND", 0, "latin1"),
  },
  {
    name: "JPEG",
    is: (bytes) => starts(bytes, "\u00FF\u00D8\u00FF"),
    complete: (bytes) => tail(bytes).includes(Buffer.from([0xff, 0xd9])),
  },
  {
    name: "GIF",
    is: (bytes) => starts(bytes, "GIF87a") || starts(bytes, "GIF89a"),
    complete: (bytes) => tail(bytes).includes(0x3b),
  },
  {
    name: "WebP",
    is: (bytes) => starts(bytes, "RIFF") && bytes.subarray(8, 12).toString("latin1") === "WEBP",
    complete: (bytes) => bytes.length >= 12 && bytes.length >= bytes.readUInt32LE(4) + 8,
  },
  {
    name: "BMP",
    is: (bytes) => starts(bytes, "BM"),
    complete: (bytes) => bytes.length >= 6 && bytes.length >= bytes.readUInt32LE(2),
  },
  {
    name: "TIFF",
    is: (bytes) => starts(bytes, "II*\u0000") || starts(bytes, "MM\u0000*"),
    complete: (bytes) => bytes.length > 8,
  },
  {
    name: "SVG",
    is: (bytes) =>
      /^\s*(?:<\?xml[^>]{0,500}>\s*)?(?:<!--[^>]{0,2000}-->\s*)?(?:<!DOCTYPE[^>]{0,500}>\s*)?<svg[\s>]/i.test(
        bytes.subarray(0, 5000).toString("utf8"),
      ),
    complete: (bytes) => tail(bytes).toString("utf8").includes("</svg>"),
  },
];

/** Refuses bytes that are no picture, or only the beginning of one, before the vendor does with less to go on. */
export function checkImage(bytes: Uint8Array): void {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const kind = KINDS.find((candidate) => candidate.is(buffer));
  if (kind === undefined) {
    throw new PsaError("invalid_arguments", "This file is no picture that IT Glue can show.", {
      advice: `Give ${KINDS.map(({ name }) => name).join(", ")}.`,
    });
  }
  if (!kind.complete(buffer)) {
    throw new PsaError("invalid_arguments", `This ${kind.name} is cut off: its end is missing.`, {
      advice: "Send the whole file; an upload slot is the safest way for large ones.",
    });
  }
}
