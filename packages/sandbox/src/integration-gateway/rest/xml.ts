/** An element while it is read. */
interface Element {
  name: string;
  children: [string, unknown][];
  text: string;
}

/**
 * Elements as objects, attributes as `@name`, repeated elements as lists, text as text. Undefined for
 * what is not well-formed. Comments, declarations and entities beyond the usual five are passed over.
 */
export function readXml(source: string): unknown {
  const root: Element = { name: "", children: [], text: "" };
  const open: Element[] = [root];
  for (const [, mark] of source.matchAll(/(<[^>]*>|[^<]+)/g)) {
    const piece = mark ?? "";
    const current = open.at(-1) ?? root;
    if (!piece.startsWith("<")) {
      current.text += unescaped(piece);
      continue;
    }
    if (/^<[?!]/.test(piece)) continue;
    if (piece.startsWith("</")) {
      const closed = open.pop();
      if (closed === undefined || open.length === 0) return undefined;
      if (closed.name !== piece.slice(2, -1).trim()) return undefined;
      open.at(-1)?.children.push([closed.name, valueOf(closed)]);
      continue;
    }
    const name = /^<([\w:.-]+)/.exec(piece)?.[1];
    if (name === undefined) return undefined;
    const element: Element = { name, children: attributesOf(piece), text: "" };
    if (piece.endsWith("/>")) current.children.push([name, valueOf(element)]);
    else open.push(element);
  }
  return open.length === 1 && root.children.length === 1 ? valueOf(root) : undefined;
}

function attributesOf(tag: string): [string, unknown][] {
  return [...tag.matchAll(/\s([\w:.-]+)="([^"]*)"/g)].map(([, name = "", value = ""]) => [
    `@${name}`,
    unescaped(value),
  ]);
}

function valueOf({ children, text }: Element): unknown {
  if (children.length === 0) return text.trim();
  const grouped = Object.groupBy(children, ([name]) => name);
  return Object.fromEntries(
    Object.entries(grouped).map(([name, list = []]) => [
      name,
      list.length === 1 ? list[0]?.[1] : list.map(([, value]) => value),
    ]),
  );
}

const ENTITIES: Readonly<Record<string, string>> = {
  lt: "<",
  gt: ">",
  amp: "&",
  quot: '"',
  apos: "'",
};

function unescaped(text: string): string {
  return text.replace(/&(\w+);/g, (whole, name: string) => ENTITIES[name] ?? whole);
}
