const MASK = "[redacted]";
/** Shorter values would blank out ordinary words. */
const SHORTEST_SECRET = 6;
/** Keys that callers bring: those of a busy hour. */
const MOST_CALLER_SECRETS = 2000;

/** Ways to write a text that leave it readable: as it is, percent-encoded, in JSON, in HTML. */
function writings(secret: string): string[] {
  const component = encodeURIComponent(secret.toWellFormed());
  const strict = component.replace(
    /[!'()*]/g,
    (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  const percent = [component, strict, strict.replaceAll("%20", "+")];
  const codes = [...Buffer.from(secret, "utf8")].map(
    (byte) => `%${byte.toString(16).padStart(2, "0")}`,
  );
  const every = codes.join("");
  const json = JSON.stringify(secret).slice(1, -1);
  const html = secret
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
  return [
    secret,
    ...percent,
    ...percent.map((text) => text.replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase())),
    every,
    every.toUpperCase(),
    json,
    json.replaceAll("/", String.raw`\/`),
    ...[/[&<>]/g, /[&<>']/g].map((marks) =>
      json.replace(marks, (mark) => String.raw`\u00` + mark.charCodeAt(0).toString(16)),
    ),
    html,
    html.replaceAll("'", "&#39;"),
    html.replaceAll("'", "&#x27;"),
    html.replaceAll("'", "&apos;"),
  ];
}

/** All spellings of one secret that an echo can carry: readable ones, and base64 (alone or inside a longer base64 run). */
function spellings(secret: string): string[] {
  const found = new Set<string>(writings(secret));
  // Base64 depends on the position within the encoded text: three alignments cover a secret anywhere in a longer one.
  const bytes = Buffer.from(secret, "utf8");
  for (let offset = 0; offset < 3; offset += 1) {
    const encoded = Buffer.concat([Buffer.alloc(offset), bytes]).toString("base64");
    const first = offset === 0 ? 0 : offset + 1;
    const uncertain = (bytes.length + offset) % 3 === 0 ? 0 : encoded.endsWith("==") ? 3 : 2;
    const core = encoded.slice(first, encoded.length - uncertain);
    if (core.length >= SHORTEST_SECRET) {
      const percent = encodeURIComponent(core);
      found.add(core).add(percent).add(percent.replaceAll("%2F", "%2f").replaceAll("%2B", "%2b"));
      found.add(core.replaceAll("+", "-").replaceAll("/", "_"));
    }
  }
  return [...found].toSorted((left, right) => right.length - left.length);
}

/** The configured secrets with their spellings; as many as the configuration has. */
const configured = new Map<string, readonly string[]>();
/** What callers brought; the oldest are forgotten beyond a cap, so that no caller can push a configured one out. */
const brought = new Map<string, readonly string[]>();

/** Makes a configured value unprintable in every later error, log line and answer. Values under six characters are ignored. */
export function registerSecret(value: string | undefined): void {
  if (value === undefined || value.length < SHORTEST_SECRET || configured.has(value)) return;
  configured.set(value, brought.get(value) ?? spellings(value));
  brought.delete(value);
}

/** As `registerSecret`, for a value that a caller brought: forgotten when many others have come after its last use. */
export function registerCallerSecret(value: string | undefined): void {
  if (value === undefined || value.length < SHORTEST_SECRET || configured.has(value)) return;
  const existing = brought.get(value);
  brought.delete(value);
  brought.set(value, existing ?? spellings(value));
  if (brought.size <= MOST_CALLER_SECRETS) return;
  const oldest = brought.keys().next().value;
  if (oldest !== undefined) brought.delete(oldest);
}

/**
 * Things that look like credentials whoever they belong to: header lines and bearer values. No value reaches beyond a
 * backslash or a bracket, so that JSON stays JSON.
 */
const NAMED =
  /\b(authorization|x-api-key|api[-_]?key|cookie|set-cookie|clientid|private[-_]?key|client[-_]?secret|access[-_]?token|refresh[-_]?token)("?\s*[:=]\s*"?)([^\s"',;{}[\]\\]{6,}(?:\s+[^\s"',;{}[\]\\]{6,})?)/gi;
const SCHEME = /\b(Bearer|Basic)\s+[A-Za-z0-9._~+/=-]{8,}/gi;

/** The text with every registered secret masked, in any spelling. Linear in text times secrets; meant for short texts. */
export function redactSecrets(text: string): string {
  let clean = text;
  for (const known of [configured, brought]) {
    for (const forms of known.values()) {
      for (const form of forms) {
        if (clean.includes(form)) clean = clean.replaceAll(form, MASK);
      }
    }
  }
  return clean;
}

/** As `redactSecrets`, and also masks what merely looks like a credential; for vendor error texts and log lines. */
export function redactText(text: string): string {
  let clean = redactSecrets(text);
  clean = clean.replace(NAMED, (_all, name: string, between: string) => {
    // A bare value after a quoted key is a number in JSON; the mask is a text.
    const bare = between.startsWith('"') && !between.endsWith('"');
    return `${name}${between}${bare ? `"${MASK}"` : MASK}`;
  });
  return clean.replace(SCHEME, (_all, scheme: string) => `${scheme} ${MASK}`);
}

/** A redactor for the secrets of one credential: cheap enough to run over every answer. */
export function redactorFor(secrets: Iterable<string>): (text: string) => string {
  const forms = [...secrets]
    .filter((secret) => secret.length >= SHORTEST_SECRET)
    .flatMap(spellings);
  return (text) => {
    let clean = text;
    for (const form of forms) if (clean.includes(form)) clean = clean.replaceAll(form, MASK);
    return clean;
  };
}
