import type { FileAccess, VendorClient } from "@psa-mcp/core";
import { describe, expect, it } from "vitest";
import { givenFile, MOST_BYTES, wireBytes } from "./bytes.ts";
import { checkImage } from "./images.ts";

const client = (dryRun = false): VendorClient =>
  ({
    dryRun,
    fetchPublic: async () => ({ bytes: Buffer.from("web"), mimeType: "text/plain" }),
  }) as unknown as VendorClient;
const files: FileAccess = {
  takeUpload: async () => ({ bytes: Buffer.from("slot"), fileName: "slot.txt" }),
  readLocal: async () => ({ bytes: Buffer.from("disk"), fileName: "disk.txt" }),
};
const refusal = async (
  input: Parameters<typeof givenFile>[0],
  access: FileAccess = files,
): Promise<unknown> =>
  givenFile(input, { client: client(), files: access }).catch((error: unknown) => error);

describe("givenFile", () => {
  it.each([
    [{ content_base64: "aGVs\nbG8=", file_name: "a.txt" }, "hello", "a.txt"],
    [
      { content_base64: "data:text/plain;base64,aGVsbG8", file_name: "dir/a.txt" },
      "hello",
      "a.txt",
    ],
    [{ url: "https://x.example/files/rack%20plan.png?x=1" }, "web", "rack plan.png"],
    [{ url: "https://x.example/100%.png" }, "web", "100%.png"],
    [{ file_path: "/data/disk.txt" }, "disk", "disk.txt"],
    [{ upload_id: "u" }, "slot", "slot.txt"],
    [{ upload_id: "u", file_name: "own.pdf" }, "slot", "own.pdf"],
  ])("%j", async (input, text, name) => {
    const file = await givenFile(input, { client: client(), files });
    expect(Buffer.from(file.bytes ?? []).toString()).toBe(text);
    expect(file.name).toBe(name);
    expect(Buffer.from(wireBytes(file, false), "base64").toString()).toBe(text);
    expect(wireBytes(file, true)).not.toContain(text);
  });

  it.each([
    [{}, "invalid_arguments", /No file/],
    [{ url: "https://x.example/a.png", upload_id: "u" }, "invalid_arguments", /Several/],
    [{ content_base64: "", file_name: "a.txt" }, "invalid_arguments", /empty/],
    [{ content_base64: "no base64!", file_name: "a.txt" }, "invalid_arguments", /base64/],
    [
      { content_base64: "data:text/plain,hello", file_name: "a.txt" },
      "invalid_arguments",
      /base64/,
    ],
    [{ content_base64: "aGVsbG8=" }, "invalid_arguments", /extension/],
    [{ content_base64: "aGVsbG8=", file_name: "noextension" }, "invalid_arguments", /extension/],
    [{ url: "not an address" }, "invalid_arguments", /web address/],
    [
      { content_base64: "A".repeat((MOST_BYTES / 3) * 4 + 8), file_name: "a.bin" },
      "too_large",
      /25 MiB/,
    ],
  ])("refuses what cannot be sent (%#)", async (input, code, message) => {
    expect(await refusal(input)).toMatchObject({
      code,
      message: expect.stringMatching(message) as string,
    });
  });

  it("says what a server lacks", async () => {
    expect(await refusal({ file_path: "/etc/passwd" }, {})).toMatchObject({ code: "unsupported" });
    expect(await refusal({ upload_id: "u" }, {})).toMatchObject({ code: "unsupported" });
  });

  it("consumes and fetches nothing in a dry run", async () => {
    const untouched: FileAccess = { takeUpload: () => Promise.reject(new Error("consumed")) };
    const file = await givenFile({ upload_id: "u" }, { client: client(true), files: untouched });
    expect(file).toEqual({ name: "upload.bin", bytes: undefined });
  });
});

const bytes = (...parts: readonly (string | number)[]): Uint8Array =>
  Buffer.concat(
    parts.map((part) =>
      typeof part === "number" ? Buffer.alloc(part) : Buffer.from(part, "latin1"),
    ),
  );

describe("checkImage", () => {
  it.each([
    [bytes("\u0089PNG\r\n\u001A\n", 30, "IEND\u00AEB`\u0082")],
    [bytes("\u00FF\u00D8\u00FF\u00E0", 30, "\u00FF\u00D9")],
    [bytes("GIF89a", 30, ";")],
    [bytes("RIFF\u0020\u0000\u0000\u0000WEBP", 28)],
    [bytes("BM\u0028\u0000\u0000\u0000", 34)],
    [bytes("II*\u0000", 20)],
    [bytes("<?xml version='1.0'?>\n<svg xmlns='x'></svg>\n")],
  ])("accepts a whole one", (image) => {
    expect(() => checkImage(image)).not.toThrow();
  });

  it.each([
    [bytes("\u0089PNG\r\n\u001A\n", 300), /PNG is cut off/],
    [bytes("\u00FF\u00D8\u00FF\u00E0", 300), /JPEG is cut off/],
    [bytes("RIFF\u00FF\u0000\u0000\u0000WEBP", 28), /WebP is cut off/],
    [bytes("<svg><g>"), /SVG is cut off/],
    [bytes("%PDF-1.7"), /no picture/],
    [bytes("<html><svg></svg></html>"), /no picture/],
  ])("refuses a broken one", (image, message) => {
    expect(() => checkImage(image)).toThrow(message);
  });
});
