import { html, type Answer } from "../../http/message.ts";

/** Text that can stand between tags and in attributes. */
export function escapeHtml(value: string): string {
  return value.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

const NOTE = "This is a local imitation with invented data. Do not enter a real password.";

function page(status: number, title: string, content: string): Answer {
  return html(
    status,
    `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>${title} | Integration Gateway (sandbox)</title></head>
<body>
<h1>${title}</h1>
<p>${NOTE}</p>
${content}
</body>
</html>
`,
  );
}

/** The form that asks for name and password. */
export function signInPage(csrf: string, next: string, problem?: string): Answer {
  const alert = problem === undefined ? "" : `<p role="alert">${escapeHtml(problem)}</p>\n`;
  return page(
    200,
    "Sign in",
    `${alert}<form method="post" action="/accounts/login/">
<input type="hidden" name="csrfmiddlewaretoken" value="${escapeHtml(csrf)}">
<input type="hidden" name="next" value="${escapeHtml(next)}">
<p><label for="id_username">Username</label> <input type="text" name="username" id="id_username" autocomplete="username" required></p>
<p><label for="id_password">Password</label> <input type="password" name="password" id="id_password" autocomplete="current-password" required></p>
<button type="submit">Sign in</button>
</form>`,
  );
}

/** The form that asks whether an application may act for the person. */
export function consentPage(
  csrf: string,
  application: string,
  username: string,
  parameters: URLSearchParams,
): Answer {
  const hidden = [...parameters].map(
    ([name, value]) =>
      `<input type="hidden" name="${escapeHtml(name)}" value="${escapeHtml(value)}">`,
  );
  return page(
    200,
    "Authorize",
    `<p>May <strong>${escapeHtml(application)}</strong> act for ${escapeHtml(username)}?</p>
<form method="post" action="/o/authorize/">
<input type="hidden" name="csrfmiddlewaretoken" value="${escapeHtml(csrf)}">
${hidden.join("\n")}
<button type="submit" name="deny" value="Cancel">Cancel</button>
<button type="submit" name="allow" value="Authorize">Authorize</button>
</form>`,
  );
}

/** What is shown when the application cannot be told, because its address is not to be trusted. */
export function authorizeErrorPage(error: string, description: string): Answer {
  return page(
    400,
    "Error",
    `<p>Error: ${escapeHtml(error)}</p>\n<p>${escapeHtml(description)}</p>`,
  );
}

/** A page for people who are signed in and came for nothing else. */
export function homePage(username: string): Answer {
  return page(200, "Integration Gateway", `<p>Signed in as ${escapeHtml(username)}.</p>`);
}
