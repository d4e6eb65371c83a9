/** Names of the `{variables}` in a resource address, in order. */
export function uriVariables(template: string): readonly string[] {
  return [...template.matchAll(/\{([a-z_]+)\}/g)].map((match) => match[1] ?? "");
}

/** Values of the variables when `uri` fits the template, else undefined. Each variable is one decoded path segment. */
export function matchUri(
  template: string,
  uri: string,
): Readonly<Record<string, string>> | undefined {
  const names = uriVariables(template);
  const pattern = template
    .split(/\{[a-z_]+\}/)
    .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`))
    .join("([^/?#]{1,1000})");
  const match = new RegExp(`^${pattern}$`).exec(uri);
  if (match === null) return undefined;
  const values: Record<string, string> = {};
  for (const [index, name] of names.entries()) {
    const decoded = decodedSegment(match[index + 1] ?? "");
    if (decoded === undefined) return undefined;
    values[name] = decoded;
  }
  return values;
}

function decodedSegment(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
