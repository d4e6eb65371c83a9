/** The spellings in which a leaked secret would be found: raw, URL-encoded, base64, and its longest plain part. */
export function secretSpellings(secret: string): readonly string[] {
  return [
    secret,
    encodeURIComponent(secret),
    Buffer.from(secret).toString("base64"),
    Buffer.from(secret).toString("base64url"),
    Buffer.from(secret).toString("base64").slice(2, -4),
  ];
}
