import { describe, expect, it } from "vitest";
import { BEGIN_MARK, END_MARK, renderMarkdown, replaceSection } from "./markdown.ts";
import { groupOf, groups, metrics, type Figures } from "./metrics.ts";
import { merged, roundedFigures, rowsOf, type Report } from "./report.ts";
import { changeText, renderTable } from "./table.ts";

function report(figures: Figures): Report {
  const control = { startWall: 40, startCpu: 40, echo: [1, 2, 3] };
  return {
    takenAt: "2026-01-01T00:00:00.000Z",
    node: "24.0.0",
    cores: 2,
    others: 1,
    before: control,
    after: control,
    servers: {
      acme: { title: "Acme", version: "1.0.0", figures, lines: { "tools.tokens": 100 }, notes: [] },
    },
  };
}

function rows(figures: Figures, before?: Figures): ReturnType<typeof rowsOf> {
  const baseline = before === undefined ? undefined : report(before);
  return Object.entries(report(figures).servers).flatMap(([id, server]) =>
    rowsOf(server, baseline?.servers[id]),
  );
}

describe("figures", () => {
  it("belong to a known group and have names of their own", () => {
    expect(new Set(metrics.map(({ id }) => id)).size).toBe(metrics.length);
    for (const { id } of metrics) expect(Object.keys(groups)).toContain(groupOf(id));
  });

  it("are judged by the server's own line before the common one", () => {
    expect(rows({ "tools.tokens": 101 })[0]).toMatchObject({ line: 100, reached: false });
    expect(rows({ "tools.tokens": 100 })[0]).toMatchObject({ reached: true });
  });

  it("are judged from below where more is better", () => {
    expect(rows({ "http.rate16": 1999 })[0]?.reached).toBe(false);
    expect(rows({ "http.rate16": 2000 })[0]?.reached).toBe(true);
    expect(rows({ "http.rate64": 1 })[0]?.reached).toBeUndefined();
  });

  it("are kept rounded, and only when they are numbers", () => {
    expect(roundedFigures({ "http.cpu": 0.48149, "cold.cpuFine": Number.NaN })).toEqual({
      "http.cpu": 0.481,
    });
    expect(() => roundedFigures({ "http.unheard": 1 })).toThrow(/no figure named/);
  });
});

describe("the change against the baseline", () => {
  const change = (value: number, before: number, id: keyof Figures): string =>
    rows({ [id]: value }, { [id]: before }).map(changeText)[0] ?? "";

  it("names what is worse and better beyond noise", () => {
    expect(change(120, 100, "cold.cpu")).toBe("+20 % worse");
    expect(change(80, 100, "cold.cpu")).toBe("−20 % better");
    expect(change(110, 100, "cold.cpu")).toBe("+10 %");
    expect(change(1500, 1000, "http.rate16")).toBe("+50 % better");
  });

  it("takes every change of an exact figure seriously", () => {
    expect(change(1020, 1000, "tools.tokens")).toBe("+2 % worse");
    expect(change(1000, 1000, "tools.tokens")).toBe("=");
  });

  it("is empty without a baseline", () => {
    expect(rows({ "cold.cpu": 80 }).map(changeText)).toEqual([""]);
  });
});

describe("reports", () => {
  it("of one group leave the other figures of the baseline alone", () => {
    const both = merged(report({ "cold.cpu": 90, "http.cpu": 1 }), report({ "cold.cpu": 80 }));
    expect(both.servers["acme"]?.figures).toEqual({ "cold.cpu": 80, "http.cpu": 1 });
  });

  it("show a missed line in the table and on the page", () => {
    const missed = report({ "cold.cpu": 120, "tools.count": 12 });
    expect(renderTable(missed, undefined)).toMatch(/CPU to initialize.*120 ms.*≤ 90.*MISSED.*150/);
    expect(renderTable(missed, undefined)).toContain("0 of 1 lines reached.");
    expect(renderMarkdown(missed)).toContain("120 ms | ≤ 90 (missed) | 150 |");
  });

  it("replace the section of a page and nothing else", () => {
    const page = `# Quality\n\n${BEGIN_MARK}\nold\n${END_MARK}\n\nAfter.\n`;
    expect(replaceSection(page, "new")).toBe(
      `# Quality\n\n${BEGIN_MARK}\n\nnew\n\n${END_MARK}\n\nAfter.\n`,
    );
    expect(() => replaceSection("# Quality\n", "new")).toThrow(/needs the lines/);
  });
});
