/** Words that say how a company is registered, not what it is called. */
const LEGAL_FORMS: ReadonlySet<string> = new Set(
  "ab ag bv co company corp corporation gmbh group inc incorporated limited llc llp lp ltd nv oy plc pty pvt sa sarl srl the".split(
    " ",
  ),
);

/** A name reduced to comparable words: lower case, no accents, no punctuation; with `legalForms` false also no "Inc" or "GmbH". */
export function nameWords(name: string, legalForms = true): readonly string[] {
  const plain = name
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replaceAll("&", " and ")
    .replace(/['’.]/g, "");
  const words = plain.match(/[\p{L}\p{N}]+/gu) ?? [];
  const kept = legalForms ? words : words.filter((word) => !LEGAL_FORMS.has(word));
  return kept.length === 0 ? words : kept;
}

/** Jaro-Winkler similarity of two words, 0 to 1; symmetric. */
export function jaroWinkler(left: string, right: string): number {
  if (left === right) return left === "" ? 0 : 1;
  // One fixed order for words of equal length keeps the greedy matching symmetric.
  const swap = left.length === right.length ? left > right : left.length > right.length;
  const [short, long] = swap ? [right, left] : [left, right];
  const reach = Math.max(0, Math.floor(long.length / 2) - 1);
  const taken = new Uint8Array(long.length);
  const matched: string[] = [];
  for (let at = 0; at < short.length; at += 1) {
    const last = Math.min(long.length - 1, at + reach);
    for (let other = Math.max(0, at - reach); other <= last; other += 1) {
      if (taken[other] === 1 || short[at] !== long[other]) continue;
      taken[other] = 1;
      matched.push(short[at] ?? "");
      break;
    }
  }
  if (matched.length === 0) return 0;
  let position = 0;
  let displaced = 0;
  for (let other = 0; other < long.length; other += 1) {
    if (taken[other] !== 1) continue;
    if (long[other] !== matched[position]) displaced += 1;
    position += 1;
  }
  const found = matched.length;
  const jaro = (found / short.length + found / long.length + (found - displaced / 2) / found) / 3;
  let prefix = 0;
  while (prefix < 4 && prefix < short.length && left[prefix] === right[prefix]) prefix += 1;
  return jaro + prefix * 0.1 * (1 - jaro);
}

/**
 * How alike two names are, 0 to 1; symmetric, and 1 only for names that differ in spelling conventions alone. Words are
 * paired greedily, so that their order does not count; numbers have to be equal, since "SRV-01" is not "SRV-02".
 */
export function nameSimilarity(left: string, right: string, legalForms = true): number {
  const leftWords = nameWords(left, legalForms);
  const rightWords = nameWords(right, legalForms);
  if (leftWords.length === 0 || rightWords.length === 0) return 0;
  const leftText = leftWords.join("");
  const rightText = rightWords.join("");
  if (leftText === rightText) return 1;
  const alike = Math.max(
    jaroWinkler(leftText, rightText) * sharedLength(leftText, rightText),
    pairedWords(leftWords, rightWords),
  );
  // Names below the same words in another order stay a shade under equality.
  const capped = Math.min(alike, 0.99);
  return sameNumbers(left, right) ? capped : capped * 0.6;
}

/** Guards against long names that merely begin alike: the shorter must make up most of the longer. */
function sharedLength(left: string, right: string): number {
  const ratio = Math.min(left.length, right.length) / Math.max(left.length, right.length);
  return ratio >= 0.6 ? 1 : 0.7 + 0.5 * ratio;
}

function pairedWords(left: readonly string[], right: readonly string[]): number {
  const pairs: { score: number; from: number; to: number; weight: number }[] = [];
  left.forEach((word, from) => {
    right.forEach((other, to) => {
      pairs.push({ score: jaroWinkler(word, other), from, to, weight: word.length + other.length });
    });
  });
  pairs.sort((a, b) => b.score - a.score || b.weight - a.weight || a.from + a.to - (b.from + b.to));
  const usedLeft = new Set<number>();
  const usedRight = new Set<number>();
  let sum = 0;
  for (const pair of pairs) {
    if (usedLeft.has(pair.from) || usedRight.has(pair.to)) continue;
    usedLeft.add(pair.from);
    usedRight.add(pair.to);
    sum += pair.score * pair.weight;
  }
  const whole = [...left, ...right].reduce((total, word) => total + word.length, 0);
  return sum / whole;
}

function sameNumbers(left: string, right: string): boolean {
  const numbers = (name: string): string =>
    (name.match(/\d+/g) ?? [])
      .map((digits) => digits.replace(/^0+(?=\d)/, ""))
      .toSorted()
      .join(",");
  return numbers(left) === numbers(right);
}
