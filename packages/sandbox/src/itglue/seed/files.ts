import { crc32, deflateSync } from "node:zlib";

/** The bytes of a seeded file, made from its name: pictures are real PNGs, the rest is readable text. */
export function seededFile(name: string, id: number): Buffer {
  if (/\.(png|jpe?g|gif)$/i.test(name)) return png(id);
  if (name.endsWith(".pdf")) return pdf(`${name} (${id})`);
  if (name.endsWith(".csv")) {
    return Buffer.from("name,address,vlan\ncore-sw,192.0.2.2,1\nap-01,192.0.2.11,30\n");
  }
  if (name.endsWith(".zip")) {
    // The end record of an empty archive is a whole archive.
    return Buffer.concat([Buffer.from("PK\u0005\u0006", "latin1"), Buffer.alloc(18)]);
  }
  return Buffer.from(
    `# ${name}\n\nHand-over notes kept with this record. Checked on site, no action left.\n`,
  );
}

/** A small picture in one colour that follows from the id. */
export function png(id: number): Buffer {
  const size = 16;
  const color = [(id * 37) % 256, (id * 91) % 256, (id * 151) % 256];
  const line = [0, ...Array.from({ length: size }, () => color).flat()];
  const pixels = Buffer.from(Array.from({ length: size }, () => line).flat());
  const header = Buffer.alloc(13);
  header.writeUInt32BE(size, 0);
  header.writeUInt32BE(size, 4);
  header.set([8, 2, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk("IHDR", header),
    chunk("IDAT", deflateSync(pixels)),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

function chunk(name: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name, "latin1"), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}

/** One page with one line of text. */
function pdf(line: string): Buffer {
  const safe = line.replaceAll(/[()\\]/g, " ");
  const stream = `BT /F1 14 Tf 60 760 Td (${safe}) Tj ET`;
  const objects = [
    "<< /Type /Catalog /Pages 2 0 R >>",
    "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R" +
      " /Resources << /Font << /F1 5 0 R >> >> >>",
    `<< /Length ${stream.length} >>\nstream\n${stream}\nendstream`,
    "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
  ];
  let body = "%PDF-1.4\n";
  const offsets = objects.map((object, index) => {
    const offset = body.length;
    body += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return offset;
  });
  const table = offsets.map((offset) => `${String(offset).padStart(10, "0")} 00000 n \n`).join("");
  const start = body.length;
  body += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}`;
  body += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`;
  return Buffer.from(body, "latin1");
}
