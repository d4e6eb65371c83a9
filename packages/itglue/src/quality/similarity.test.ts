import { describe, expect, it } from "vitest";
import { jaroWinkler, nameSimilarity, nameWords } from "./similarity.ts";

/** Every word of one to `longest` letters. */
function wordsOver(letters: string, longest: number): readonly string[] {
  let words = [""];
  const all: string[] = [];
  for (let length = 1; length <= longest; length += 1) {
    words = words.flatMap((word) => letters.split("").map((letter) => word + letter));
    all.push(...words);
  }
  return all;
}

describe("nameWords", () => {
  it("drops accents, punctuation and, when asked, legal forms", () => {
    expect(nameWords("Crème & Söhne, GmbH", false)).toEqual(["creme", "and", "sohne"]);
    expect(nameWords("O'Brien Ltd.")).toEqual(["obrien", "ltd"]);
  });

  it("keeps a name that is nothing but a legal form", () => {
    expect(nameWords("The Group", false)).toEqual(["the", "group"]);
  });
});

describe("jaroWinkler", () => {
  it("gives the published values", () => {
    expect(jaroWinkler("martha", "marhta")).toBeCloseTo(0.961, 3);
    expect(jaroWinkler("dixon", "dicksonx")).toBeCloseTo(0.813, 3);
    expect(jaroWinkler("abc", "xyz")).toBe(0);
  });

  it("is symmetric and within 0 and 1", () => {
    const words = wordsOver("abc", 4);
    for (const left of words) {
      for (const right of words) {
        const score = jaroWinkler(left, right);
        if (score < 0 || score > 1 || Math.abs(jaroWinkler(right, left) - score) > 1e-9) {
          expect.fail(`${left} and ${right}: ${String(score)}`);
        }
      }
    }
    expect(words).toHaveLength(120);
  });
});

describe("nameSimilarity", () => {
  it("sees through spelling, order and legal form", () => {
    expect(nameSimilarity("Larkfield Dental Group", "larkfield dental", false)).toBe(1);
    expect(nameSimilarity("Oduya Mira", "Mira Oduya")).toBeGreaterThan(0.95);
    expect(nameSimilarity("Larkfield Dental", "Larkfeild Dental")).toBeGreaterThan(0.93);
  });

  it("keeps numbered things and different people apart", () => {
    expect(nameSimilarity("LDG-SRV-01", "LDG-SRV-02")).toBeLessThan(0.7);
    expect(nameSimilarity("John Smith", "Jane Smith")).toBeLessThan(0.9);
    expect(nameSimilarity("Larkfield Dental", "Larkfield Dental Supplies Warehouse")).toBeLessThan(
      0.9,
    );
  });

  it("is symmetric", () => {
    const names = wordsOver("a1 -", 4);
    for (const left of names) {
      for (const right of names) {
        const difference = nameSimilarity(left, right) - nameSimilarity(right, left);
        if (Math.abs(difference) > 1e-9) expect.fail(`"${left}" and "${right}"`);
      }
    }
    expect(names).toHaveLength(340);
  });
});
