/** Tells whether bytes are a picture from beginning to end, as an image program would find. */
export function isWholeImage(bytes: Buffer): boolean {
  return (
    isPng(bytes) ||
    isJpeg(bytes) ||
    isGif(bytes) ||
    isWebp(bytes) ||
    isBmp(bytes) ||
    isTiff(bytes) ||
    isSvg(bytes)
  );
}

function isPng(bytes: Buffer): boolean {
  const head = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  if (!bytes.subarray(0, 8).equals(head)) return false;
  // Walk the chunks: a file cut in the middle never reaches its end chunk.
  let position = 8;
  while (position + 12 <= bytes.length) {
    const length = bytes.readUInt32BE(position);
    const name = bytes.toString("latin1", position + 4, position + 8);
    if (position + 12 + length > bytes.length) return false;
    if (name === "IEND") return true;
    position += 12 + length;
  }
  return false;
}

function isJpeg(bytes: Buffer): boolean {
  return (
    bytes.length > 4 &&
    bytes.readUInt16BE(0) === 0xffd8 &&
    bytes.readUInt16BE(bytes.length - 2) === 0xffd9
  );
}

function isGif(bytes: Buffer): boolean {
  return /^GIF8[79]a/.test(bytes.toString("latin1", 0, 6)) && bytes.at(-1) === 0x3b;
}

function isWebp(bytes: Buffer): boolean {
  return (
    bytes.length >= 12 &&
    bytes.toString("latin1", 0, 4) === "RIFF" &&
    bytes.toString("latin1", 8, 12) === "WEBP" &&
    bytes.readUInt32LE(4) + 8 <= bytes.length
  );
}

function isBmp(bytes: Buffer): boolean {
  return (
    bytes.length >= 26 &&
    bytes.toString("latin1", 0, 2) === "BM" &&
    bytes.readUInt32LE(2) <= bytes.length
  );
}

function isTiff(bytes: Buffer): boolean {
  const head = bytes.toString("latin1", 0, 4);
  return head === "II*\0" || head === "MM\0*";
}

function isSvg(bytes: Buffer): boolean {
  const text = bytes.toString("utf8").trim();
  return (
    /^(?:<\?xml[^>]*>\s*)?(?:<!--[\s\S]*?-->\s*)?<svg[\s>]/.test(text) && text.endsWith("</svg>")
  );
}
