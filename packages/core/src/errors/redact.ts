const MASK = "[redacted]";
/** Shorter values would blank out ordinary words. */
const SHORTEST_SECRET = 6;
/** Enough for every configured secret and the callers' own keys of a busy hour. */
const MOST_SECRETS = 5000;

/** All spellings of one secret that an echo can carry: raw, URL-encoded, base64 (alone or inside a longer base64 run), JSON-escaped. */
function spellings(secret: string): string[] {
  const found = new Set<string>([
    secret,
    encodeURIComponent(secret),
    encodeURIComponent(secret).toLowerCase(),
    JSON.stringify(secret).slice(1, -1),
  ]);
  // Base64 depends on the position within the encoded text: three alignments cover a secret anywhere in a longer one.
  const bytes = Buffer.from(secret, "utf8");
  for (let offset = 0; offset < 3; offset += 1) {
    const encoded = Buffer.concat([Buffer.alloc(offset), bytes]).toString("base64");
    const first = offset === 0 ? 0 : offset + 1;
    const uncertain = (bytes.length + offset) % 3 === 0 ? 0 : encoded.endsWith("==") ? 3 : 2;
    const core = encoded.slice(first, encoded.length - uncertain);
    if (core.length >= SHORTEST_SECRET) {
      found.add(core);
      found.add(core.replaceAll("+", "-").replaceAll("/", "_"));
    }
  }
  return [...found].toSorted((left, right) => right.length - left.length);
}

/** The secrets this process knows, each with its spellings; the oldest are forgotten beyond a cap. */
const known = new Map<string, readonly string[]>();

/** Makes a value unprintable in every later error, log line and answer. Values under six characters are ignored. */
export function registerSecret(value: string | undefined): void {
  if (value === undefined || value.length < SHORTEST_SECRET) return;
  const existing = known.get(value);
  known.delete(value);
  known.set(value, existing ?? spellings(value));
  if (known.size > MOST_SECRETS) {
    const oldest = known.keys().next().value;
    if (oldest !== undefined) known.delete(oldest);
  }
}

/** Things that look like credentials whoever they belong to: header lines and bearer values. */
const LIKELY = [
  /\b(authorization|x-api-key|api[-_]?key|cookie|set-cookie|clientid|private[-_]?key|client[-_]?secret|access[-_]?token|refresh[-_]?token)("?\s*[:=]\s*"?)([^\s"',;}]{6,}(?:\s+[^\s"',;}]{6,})?)/gi,
  /\b(Bearer|Basic)\s+[A-Za-z0-9._~+/=-]{8,}/gi,
];

/** The text with every registered secret masked, in any spelling. Linear in text times secrets; meant for short texts. */
export function redactSecrets(text: string): string {
  let clean = text;
  for (const forms of known.values()) {
    for (const form of forms) {
      if (clean.includes(form)) clean = clean.replaceAll(form, MASK);
    }
  }
  return clean;
}

/** As `redactSecrets`, and also masks what merely looks like a credential; for vendor error texts and log lines. */
export function redactText(text: string): string {
  let clean = redactSecrets(text);
  clean = clean.replace(LIKELY[0] as RegExp, (_all, name: string, between: string) => `${name}${between}${MASK}`);
  clean = clean.replace(LIKELY[1] as RegExp, (_all, scheme: string) => `${scheme} ${MASK}`);
  return clean;
}

/** A redactor for the secrets of one credential: cheap enough to run over every answer. */
export function redactorFor(secrets: Iterable<string>): (text: string) => string {
  const forms = [...secrets].filter((secret) => secret.length >= SHORTEST_SECRET).flatMap(spellings);
  return (text) => {
    let clean = text;
    for (const form of forms) if (clean.includes(form)) clean = clean.replaceAll(form, MASK);
    return clean;
  };
}
