/** Everything that may stand in HTML text. */
const escaped = (text: string): string =>
  text.replace(/[&<>"']/g, (mark) => `&#${mark.charCodeAt(0)};`);

/** Headers of the pages that a browser shows at the end of a sign-in: nothing is loaded, framed or kept. */
export const pageHeaders: Readonly<Record<string, string>> = {
  "content-type": "text/html; charset=utf-8",
  "cache-control": "no-store",
  "content-security-policy":
    "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
};

/** The page at the end of a sign-in: readable in light and dark, on a phone and on a desk. */
export function endPage(
  title: string,
  text: string,
  next?: { readonly label: string; readonly href: string },
): string {
  const link =
    next === undefined ? "" : `<p><a href="${escaped(next.href)}">${escaped(next.label)}</a></p>\n`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}</title>
<style>
:root { color-scheme: light dark }
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 36rem; margin: 15vh auto 0; padding: 0 1.5rem }
h1 { font-size: 1.4rem }
a { display: inline-block; padding: .5rem 1.25rem; border: 1px solid; border-radius: .4rem; text-decoration: none }
</style>
</head>
<body>
<main>
<h1>${escaped(title)}</h1>
<p>${escaped(text)}</p>
${link}</main>
</body>
</html>
`;
}
