import type { Random } from "../../http/random.ts";
import type { SeedOrganization } from "./organizations.ts";
import { address } from "./plan.ts";

/** What a runbook is written about: its customer, site and machines. */
export interface Scene {
  organization: SeedOrganization;
  site: string;
  server: string;
  firewall: string;
  nas: string;
  person: string;
  network: number;
  random: Random;
}

/** One section before it has ids. A gallery or step may hold pictures. */
export type Part =
  | { kind: "Text"; html: string }
  | { kind: "Heading"; html: string; level: number }
  | { kind: "Step"; html: string; minutes: number; pictures?: readonly string[] }
  | { kind: "Gallery"; pictures: readonly string[] };

export function text(html: string): Part {
  return { kind: "Text", html };
}

export function heading(level: number, html: string): Part {
  return { kind: "Heading", level, html };
}

export function step(minutes: number, html: string, pictures: readonly string[] = []): Part {
  return { kind: "Step", minutes, html, pictures };
}

export function gallery(...pictures: string[]): Part {
  return { kind: "Gallery", pictures };
}

export function paragraph(...sentences: string[]): string {
  return `<p>${sentences.join(" ")}</p>`;
}

export function bullets(...items: string[]): string {
  return `<ul>${items.map((item) => `<li>${item}</li>`).join("")}</ul>`;
}

export function numbered(...items: string[]): string {
  return `<ol>${items.map((item) => `<li>${item}</li>`).join("")}</ol>`;
}

/** A table whose first row is its head. */
export function table(head: readonly string[], ...rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[], tag: string): string =>
    `<tr>${cells.map((cell) => `<${tag}>${cell}</${tag}>`).join("")}</tr>`;
  return (
    `<table><thead>${line(head, "th")}</thead>` +
    `<tbody>${rows.map((row) => line(row, "td")).join("")}</tbody></table>`
  );
}

/** A documentation address on the scene's network. */
export function host(scene: Scene, number: number): string {
  return address(scene.network, number);
}

/** The remark with which many runbooks end. */
export function closing(scene: Scene): string {
  return scene.random.pick([
    paragraph(`When done, note the ticket number here and tell ${scene.person}.`),
    paragraph(`Questions go to ${scene.person}; out of hours call the duty engineer.`),
    paragraph("If a step fails, stop, put things back as they were and ask a second engineer."),
    paragraph(
      `Last walked through at ${scene.site}; correct this page when you find a difference.`,
    ),
  ]);
}
