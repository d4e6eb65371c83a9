import { text, type Row } from "../model.ts";
import { cycle, guid, type SeedTables } from "./context.ts";
import { FIRST_TICKET, ticketCount } from "./plan.ts";

const FILES: readonly [string, ...string[]] = [
  "screenshot.png",
  "error log.txt",
  "Angebot Größe & Preis.csv",
  "router-config.txt",
];

/** A picture of one point. */
const PICTURE = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);

/** The bytes of a seeded attachment; they depend on its name and id alone. */
export function seededBytes(row: Row): Buffer {
  const name = text(row, "filename");
  if (name.endsWith(".png")) return PICTURE;
  const line = `${name} ${row.id}: 192.0.2.${Number(row.id) % 250} answered after 12 ms\r\n`;
  return Buffer.from(line.repeat(3), "utf8");
}

export const attachmentTables: SeedTables = {
  /** One ticket in ten has a file with its first action. */
  attachments: (context) => {
    const rows: Row[] = [];
    for (let index = 0; index < ticketCount(context); index += 10) {
      const ticket = context.find("tickets", FIRST_TICKET + index);
      const id = rows.length + 1;
      const row: Row = {
        id,
        filename: cycle(FILES, id),
        datecreated: text(ticket, "dateoccurred"),
        note: "",
        filesize: 0,
        type: 0,
        unique_id: Number(ticket.id),
        desc: "",
        isimage: cycle(FILES, id).endsWith(".png"),
        showforusers: true,
        ticket_id: Number(ticket.id),
        action_id: 1,
        guid: guid(60, id),
      };
      rows.push({ ...row, filesize: seededBytes(row).length });
    }
    return rows;
  },
};
