/** Everything inside the text of a secret that must never be printed: the whole, and the parts that travel alone. */
export function secretsWithin(text: string): readonly string[] {
  const parts = [text];
  // A connection string carries its key among harmless fields.
  for (const match of text.matchAll(/(?:AccountKey|SharedAccessSignature)=([^;]+)/gi)) {
    if (match[1] !== undefined) parts.push(match[1]);
  }
  return parts;
}
