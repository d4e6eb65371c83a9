import { styleText } from "node:util";

type Style = Parameters<typeof styleText>[0];

const WIDTH = Math.min(process.stdout.columns ?? 100, 110);

/** Colours only where a person looks: styleText heeds NO_COLOR and what the terminal can do. */
function styled(style: Style, text: string): string {
  return styleText(style, text, { stream: process.stdout });
}

/** Prints what the demo has to say, in one look. */
export const screen = {
  line(text = ""): void {
    process.stdout.write(`${text}\n`);
  },
  title(text: string): void {
    screen.line();
    screen.line(styled("bold", text));
  },
  pair(name: string, value: string): void {
    screen.line(`  ${styled("dim", name.padEnd(10))}${value}`);
  },
  /** Text to copy, indented so that it stands apart. */
  block(text: string): void {
    for (const line of text.split("\n")) screen.line(line === "" ? "" : `    ${line}`);
  },
  step(number: number, title: string): void {
    screen.line();
    screen.line(`  ${styled(["bold", "cyan"], `${number}  ${title}`)}`);
  },
  call(text: string): void {
    wrapped(text, WIDTH - 8).forEach((part, index) => {
      screen.line(`     ${styled("dim", index === 0 ? "→" : " ")} ${part}`);
    });
  },
  /** A few lines of an answer; long ones go on in the next row. */
  answer(lines: readonly string[], left: number): void {
    for (const line of lines.flatMap((text) => wrapped(text, WIDTH - 8))) {
      screen.line(`     ${styled("dim", "│")} ${line}`);
    }
    if (left > 0) screen.line(`     ${styled("dim", `│ … ${left} more lines`)}`);
  },
  note(text: string): void {
    screen.line(`     ${styled("dim", text)}`);
  },
  good(text: string): void {
    screen.line(`  ${styled("green", "✓")} ${text}`);
  },
  bad(text: string): void {
    process.stderr.write(`  ${styleText("red", "✗", { stream: process.stderr })} ${text}\n`);
  },
};

/** A text in rows, broken at blanks and commas where there are any. */
function wrapped(text: string, width: number): string[] {
  const rows: string[] = [];
  let rest = text;
  while (rest.length > width) {
    const blank = Math.max(rest.lastIndexOf(" ", width), rest.lastIndexOf(",", width - 1) + 1);
    const end = blank > width / 2 ? blank : width;
    rows.push(rest.slice(0, end));
    rest = rest.slice(end).trimStart();
  }
  return [...rows, rest];
}
