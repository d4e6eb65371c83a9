import { html, json, type Answer } from "../http/message.ts";

/** Ends a request with an answer that is not a success. */
export class ApiError extends Error {
  readonly answer: Answer;

  constructor(answer: Answer) {
    super(`HTTP ${answer.status}`);
    this.answer = answer;
  }
}

/** An error of the HTTP interface: one sentence under `detail`. */
export function detail(status: number, text: string): ApiError {
  return new ApiError(json(status, { detail: text }));
}

/** An error of the OAuth endpoints. */
export function oauthError(status: number, error: string, description?: string): Answer {
  const body = { error, ...(description === undefined ? {} : { error_description: description }) };
  const answer = json(status, body);
  answer.headers["cache-control"] = "no-store";
  answer.headers["pragma"] = "no-cache";
  if (status === 401) {
    const text = description === undefined ? "" : `, error_description="${description}"`;
    answer.headers["www-authenticate"] = `Bearer error="${error}"${text}`;
  }
  return answer;
}

/** A page of the web framework for a status that no view answered. */
export function plainPage(status: number, title: string, text = ""): Answer {
  return html(
    status,
    `<!doctype html>\n<html lang="en"><head><title>${title}</title></head>` +
      `<body><h1>${title}</h1><p>${text}</p></body></html>\n`,
  );
}

/** An empty answer that points elsewhere. */
export function redirectTo(location: string, status = 302): Answer {
  return { status, headers: { location, "content-type": "text/html; charset=utf-8" }, body: "" };
}

/** An error in the vendor's shape, for faults and for what fails before a handler is reached. */
export function vendorError(status: number, text: string): Answer {
  if (status >= 502 && status <= 504) {
    return html(status, `<html><body><h1>${status} Bad Gateway</h1><hr>nginx</body></html>`);
  }
  if (status === 500) return plainPage(500, "Server Error (500)", text);
  const answer = json(status, { detail: text });
  if (status === 401) answer.headers["www-authenticate"] = 'Bearer error="invalid_token"';
  return answer;
}
