import type { Answer } from "../../http/message.ts";
import { plainPage } from "../errors.ts";
import { text } from "../model.ts";
import { toSignIn } from "../oauth/sign-in.ts";
import type { Call } from "../state.ts";

const TYPES: Readonly<Record<string, string>> = {
  html: "text/html; charset=utf-8",
  css: "text/css; charset=utf-8",
  js: "text/javascript; charset=utf-8",
  json: "application/json",
};

/** The parts of an address below `/frontends/`. */
export function frontendOf(path: string): { name: string; file: string } | undefined {
  const [, name, file] = /^\/frontends\/([\w-]+)(?:\/(.*))?$/.exec(path) ?? [];
  if (name === undefined) return undefined;
  return { name, file: file === undefined || file === "" ? "index.html" : file };
}

/** `GET /frontends/{name}`: for people who are signed in. */
export function showFrontend(call: Call, { name, file }: { name: string; file: string }): Answer {
  const { state, request } = call;
  if (state.web.userOf(request) === undefined) return toSignIn(call);
  const [frontend] = state.store.table("frontends").by("name", name);
  const found = state.store
    .table("frontendfiles")
    .all()
    .find((row) => row["frontend"] === frontend?.id && row["path"] === file);
  if (frontend === undefined || found === undefined) return plainPage(404, "Not Found");
  return {
    status: 200,
    headers: {
      "content-type": TYPES[file.split(".").at(-1) ?? ""] ?? "application/octet-stream",
      "content-security-policy": "default-src 'self'; script-src 'self'; object-src 'none'",
    },
    body: text(found, "content"),
  };
}
