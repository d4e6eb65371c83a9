/** A passage that reads like a stored secret. The secret itself is never part of it. */
export interface SecretSighting {
  /** What it looks like: "password after a label". */
  readonly kind: string;
  /** The words just before it, to find the place; nothing of the secret. */
  readonly near: string;
}

interface Pattern {
  readonly kind: string;
  readonly expression: RegExp;
  /** Group that holds the secret; the whole match when absent. */
  readonly secret?: number;
}

const LABEL = String.raw`(?:pass(?:word|wd|phrase|code)?|pwd|kennwort|passwort|mot de passe|contrase[nñ]a|secret|client[ _-]?secret|api[ _-]?key|access[ _-]?key|pre-?shared[ _-]?key|psk|wpa2?[ _-]?key|pin(?: code)?)`;

const PATTERNS: readonly Pattern[] = [
  { kind: "private key", expression: /-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----/g },
  { kind: "IT Glue API key", expression: /\bITG\.[0-9a-f]{24,}/gi },
  { kind: "AWS access key", expression: /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/g },
  { kind: "GitHub token", expression: /\bgh[pousr]_[A-Za-z0-9]{30,}\b/g },
  { kind: "Slack token", expression: /\bxox[abprs]-[A-Za-z0-9-]{10,}/g },
  { kind: "signed token", expression: /\beyJ[\w-]{10,}\.[\w-]{10,}\.[\w-]{5,}/g },
  {
    kind: "password in an address",
    expression: /\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s/:@]{1,100}:([^\s/@]{3,100})@/gi,
    secret: 1,
  },
  {
    kind: "password in a connection string",
    expression: /;\s*(?:password|pwd|accountkey)\s*=\s*([^;\s]{3,200})/gi,
    secret: 1,
  },
  {
    kind: "password after a label",
    expression: new RegExp(
      String.raw`\b${LABEL}\s*(?:is\s*)?[:=]\s*["'“]?([^\s"'”<>,;]{4,120})`,
      "gi",
    ),
    secret: 1,
  },
];

/** Words after "password:" that point to a secret instead of being one. */
const POINTERS =
  /^(?:see|stored|in|ask|the|n\/?a|none|tbd|todo|unknown|yes|no|not|set|reset|changed?|expires?|required|protected|policy|manager|itglue|it-glue|vault|keepass|bitwarden|1password|lastpass|https?:.*|\*+|x+|-+|\.+|•+|_+|\[.*|\{.*|<.*|\(.*)$/i;

/**
 * Passages of a plain text that look like secrets in the clear, in their order. Tells kinds and places apart, and never
 * repeats the secret. At most 20.
 */
export function secretSightings(text: string): readonly SecretSighting[] {
  const found: (SecretSighting & { from: number; to: number })[] = [];
  for (const { kind, expression, secret } of PATTERNS) {
    for (const match of text.matchAll(expression)) {
      const value = secret === undefined ? match[0] : (match[secret] ?? "");
      if (secret !== undefined && POINTERS.test(value.replace(/[.,!?)]+$/, ""))) continue;
      const from = match.index;
      const to = from + match[0].length;
      // A passage that an exact pattern has claimed is not reported a second time by a looser one.
      if (found.some((other) => from < other.to && other.from < to)) continue;
      found.push({ kind, from, to, near: wordsBefore(text, from) });
    }
  }
  return found
    .toSorted((left, right) => left.from - right.from)
    .slice(0, 20)
    .map(({ kind, near }) => ({ kind, near: withoutSecrets(near) }));
}

/** The text with whatever looks like a secret masked; for quoting a passage in a finding. */
export function withoutSecrets(text: string): string {
  let clean = text;
  for (const { expression, secret } of PATTERNS) {
    clean = clean.replace(expression, (whole: string, ...groups: unknown[]) => {
      const value = secret === undefined ? undefined : groups[secret - 1];
      return typeof value === "string" ? whole.replace(value, "[redacted]") : "[redacted]";
    });
  }
  return clean;
}

function wordsBefore(text: string, at: number): string {
  const start = Math.max(0, at - 60);
  const before = text.slice(start, at);
  // Cut at a word border, so that no tail of an earlier secret is shown.
  const whole = start === 0 ? before : before.replace(/^\S*\s/, "");
  return whole.replace(/\s+/g, " ").trim();
}
