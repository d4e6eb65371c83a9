import type { GatewayUser } from "./index.ts";

/** What a browser shows. */
export interface Page {
  status: number;
  url: string;
  headers: Headers;
  text: string;
}

/** As much of a browser as a sign-in needs: cookies, redirects and forms. */
export class Browser {
  readonly #origin: string;
  readonly #cookies = new Map<string, string>();

  /** Redirects are followed on this origin only. */
  constructor(origin: string) {
    this.#origin = new URL(origin).origin;
  }

  async open(url: string, form?: Record<string, string>): Promise<Page> {
    let target = url;
    let body = form === undefined ? undefined : new URLSearchParams(form).toString();
    for (let hops = 0; hops < 10; hops += 1) {
      const response = await fetch(target, {
        redirect: "manual",
        headers: {
          cookie: [...this.#cookies].map(([name, value]) => `${name}=${value}`).join("; "),
          ...(body === undefined ? {} : { "content-type": "application/x-www-form-urlencoded" }),
        },
        ...(body === undefined ? {} : { method: "POST", body }),
      });
      for (const cookie of response.headers.getSetCookie()) {
        const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
        this.#cookies.set(name, value);
      }
      const { status, headers } = response;
      const text = await response.text();
      const location = headers.get("location");
      if (location === null) return { status, url: target, headers, text };
      const next = new URL(location, target);
      if (next.origin !== this.#origin) return { status, url: next.href, headers, text: "" };
      target = next.href;
      body = undefined;
    }
    throw new Error("Too many redirects.");
  }

  /** Sends the form of a page, with these fields on top of its hidden ones. */
  submit(page: Page, fields: Record<string, string>): Promise<Page> {
    const action = /<form[^>]* action="([^"]*)"/.exec(page.text)?.[1] ?? page.url;
    const hidden = [...page.text.matchAll(/type="hidden" name="([^"]*)" value="([^"]*)"/g)].map(
      ([, name = "", value = ""]) => [plain(name), plain(value)] as const,
    );
    const form = { ...Object.fromEntries(hidden), ...fields };
    return this.open(new URL(action, page.url).href, form);
  }

  /** Opens an address and signs in on the way. Returns where the browser was sent at last. */
  async signIn(url: string, { username, password }: GatewayUser): Promise<Page> {
    const page = await this.open(url);
    return page.text.includes('name="password"') ? this.submit(page, { username, password }) : page;
  }

  cookie(name: string): string {
    return this.#cookies.get(name) ?? "";
  }
}

function plain(html: string): string {
  return html.replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)));
}
