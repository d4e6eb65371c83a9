/** The files of a new frontend. */
export function boilerplate(name: string): Record<string, string> {
  return {
    "index.html": `<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>${name}</title>\n<link rel="stylesheet" href="css/style.css">\n</head>\n<body>\n<main id="app"></main>\n<script src="js/app.js"></script>\n</body>\n</html>\n`,
    "css/style.css": "body {\n  font-family: sans-serif;\n}\n",
    "js/app.js": `document.getElementById("app").textContent = "${name}";\n`,
  };
}
