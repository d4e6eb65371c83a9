import { describe, expect, it } from "vitest";
import { linksIn } from "./links.ts";

describe("links", () => {
  it("are read by relation, whatever their order and quoting", () => {
    expect(
      linksIn(
        '<https://acme.example/things?page=3&size=2>; rel="next", <https://acme.example/things?page=9>;title="a, b";rel=last',
      ),
    ).toEqual({
      next: "https://acme.example/things?page=3&size=2",
      last: "https://acme.example/things?page=9",
    });
    expect(linksIn('<a>; rel="next last", <b>; rel="next"')).toEqual({ next: "a", last: "a" });
  });

  it.each(["", "next", "<a>", '<a>; title="rel"', "<<>>; rel"])("are none in %j", (header) => {
    expect(linksIn(header)).toEqual({});
  });

  it("take time in proportion to their length", () => {
    const began = performance.now();
    linksIn(`<${";a=b".repeat(5000)}`);
    linksIn("<a>" + "; a=b ".repeat(5000));
    expect(performance.now() - began).toBeLessThan(200);
  });
});
