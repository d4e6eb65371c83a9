// As much of a browser as a sign-in needs: cookies for each origin, redirects, forms.
export interface Page {
  readonly status: number;
  readonly url: string;
  readonly text: string;
}

export class Browser {
  readonly #cookies = new Map<string, Map<string, string>>();

  /** Opens an address and follows redirects; `stopAt` ends before an address that begins so is asked for. */
  async open(url: string, form?: Readonly<Record<string, string>>, stopAt?: string): Promise<Page> {
    let target = url;
    let body = form === undefined ? undefined : new URLSearchParams(form).toString();
    for (let hops = 0; hops < 12; hops += 1) {
      if (stopAt !== undefined && target.startsWith(stopAt))
        return { status: 0, url: target, text: "" };
      const jar = this.#jar(target);
      const response = await fetch(target, {
        redirect: "manual",
        headers: {
          cookie: [...jar].map(([name, value]) => `${name}=${value}`).join("; "),
          ...(body === undefined ? {} : { "content-type": "application/x-www-form-urlencoded" }),
        },
        ...(body === undefined ? {} : { method: "POST", body }),
      });
      for (const line of response.headers.getSetCookie()) {
        const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
        jar.set(name, value);
      }
      const text = await response.text();
      const location = response.headers.get("location");
      if (location === null) return { status: response.status, url: target, text };
      target = new URL(location, target).href;
      body = undefined;
    }
    throw new Error("too many redirects");
  }

  /** Goes through a sign-in with its form, and a page before it that asks to go on. */
  async signIn(
    url: string,
    user: { readonly username: string; readonly password: string },
    stopAt?: string,
  ): Promise<Page> {
    let page = await this.open(url, undefined, stopAt);
    const on = /<a href="([^"]*)">Go on<\/a>/.exec(page.text)?.[1];
    if (on !== undefined) page = await this.open(plain(on), undefined, stopAt);
    if (!page.text.includes('name="password"')) return page;
    const action = /<form[^>]* action="([^"]*)"/.exec(page.text)?.[1] ?? page.url;
    const hidden = [...page.text.matchAll(/type="hidden" name="([^"]*)" value="([^"]*)"/g)].map(
      ([, name = "", value = ""]) => [plain(name), plain(value)] as const,
    );
    return this.open(
      new URL(action, page.url).href,
      { ...Object.fromEntries(hidden), username: user.username, password: user.password },
      stopAt,
    );
  }

  #jar(url: string): Map<string, string> {
    const { origin } = new URL(url);
    const jar = this.#cookies.get(origin) ?? new Map<string, string>();
    this.#cookies.set(origin, jar);
    return jar;
  }
}

const plain = (html: string): string =>
  html.replace(/&#(\d+);/g, (_all, code: string) => String.fromCharCode(Number(code)));
