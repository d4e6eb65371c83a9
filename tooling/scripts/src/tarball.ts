import { readFile } from "node:fs/promises";
import { gunzipSync } from "node:zlib";

/** One file of an npm tarball; its path begins below `package/`. */
export interface TarFile {
  readonly path: string;
  readonly mode: number;
  readonly bytes: Buffer;
}

const BLOCK = 512;

/** The files of an npm tarball, in its order. Long names in the ustar prefix and in pax headers are understood. */
export async function readTarball(file: string): Promise<readonly TarFile[]> {
  const tar = gunzipSync(await readFile(file));
  const files: TarFile[] = [];
  let longName: string | undefined;
  for (let at = 0; at + BLOCK <= tar.length;) {
    const header = tar.subarray(at, at + BLOCK);
    if (header[0] === 0) break;
    const size = octal(header, 124, 12);
    const type = String.fromCharCode(header[156] ?? 0);
    const bytes = tar.subarray(at + BLOCK, at + BLOCK + size);
    if (type === "x") {
      longName = /\d+ path=([^\n]+)\n/.exec(bytes.toString("utf8"))?.[1];
    } else {
      if (type === "0" || type === "\0") {
        const prefix = text(header, 345, 155);
        const short = text(header, 0, 100);
        const name = longName ?? (prefix === "" ? short : `${prefix}/${short}`);
        files.push({ path: name.replace(/^package\//, ""), mode: octal(header, 100, 8), bytes });
      }
      longName = undefined;
    }
    at += BLOCK + Math.ceil(size / BLOCK) * BLOCK;
  }
  return files;
}

function text(header: Buffer, start: number, length: number): string {
  const field = header.subarray(start, start + length);
  const end = field.indexOf(0);
  return field.subarray(0, end === -1 ? length : end).toString("utf8");
}

function octal(header: Buffer, start: number, length: number): number {
  return Number.parseInt(text(header, start, length).trim() || "0", 8);
}
