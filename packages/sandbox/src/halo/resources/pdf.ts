import type { Answer } from "../../http/message.ts";

/** A small valid PDF with one line of text. */
export function pdf(line: string, filename: string): Answer {
  const plain = line.replaceAll(/[^\x20-\x7E]/g, "?").replaceAll(/[()\\]/g, "");
  const stream = `BT /F1 18 Tf 72 760 Td (${plain}) Tj ET`;
  const parts = [
    "<< /Type /Catalog /Pages 2 0 R >>",
    "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
    `<< /Length ${stream.length} >>\nstream\n${stream}\nendstream`,
    "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
  ];
  let body = "%PDF-1.4\n";
  const offsets = parts.map((part, index) => {
    const offset = body.length;
    body += `${index + 1} 0 obj\n${part}\nendobj\n`;
    return `${String(offset).padStart(10, "0")} 00000 n \n`;
  });
  const start = body.length;
  body += `xref\n0 ${parts.length + 1}\n0000000000 65535 f \n${offsets.join("")}`;
  body += `trailer\n<< /Size ${parts.length + 1} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`;
  return {
    status: 200,
    headers: {
      "content-type": "application/pdf",
      "content-disposition": `attachment; filename="${filename}"`,
    },
    body: Buffer.from(body, "latin1"),
  };
}
