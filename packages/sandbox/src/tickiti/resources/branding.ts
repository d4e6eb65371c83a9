import { createHash } from "node:crypto";
import { ok, type Handler } from "../call.ts";
import { invalid } from "../errors.ts";
import { sniff } from "../files.ts";
import { applyKnown, settingsOf } from "./areas.ts";

type Logo = "app_logo" | "email_logo";

export const index: Handler = (call) => ok({ branding: settingsOf(call, "branding") });

/** An empty body changes nothing. The logos have routes of their own. */
export const update: Handler = (call) => {
  const { app_logo: _app, email_logo: _email, ...body } = call.body;
  applyKnown(settingsOf(call, "branding"), body);
  return index(call);
};

/** Takes one file of a form; JSON has none. */
export function uploadLogo(logo: Logo): Handler {
  return (call) => {
    const file = fileOf(call.request.headers["content-type"], call.request.body);
    if (!file) throw invalid({ [logo]: [`The ${logo.replace("_", " ")} field is required.`] });
    const type = sniff(file);
    if (!["image/png", "image/jpeg", "image/gif", "image/webp"].includes(type)) {
      throw invalid({ [logo]: [`The ${logo.replace("_", " ")} field must be an image.`] });
    }
    const hash = createHash("sha256").update(file).digest("hex").slice(0, 16);
    settingsOf(call, "branding")[logo] = `/storage/branding/${hash}.${type.slice(6)}`;
    return index(call);
  };
}

export function resetLogo(logo: Logo): Handler {
  return (call) => {
    settingsOf(call, "branding")[logo] = null;
    return index(call);
  };
}

/** The first file of a multipart body, whatever its field is called. */
function fileOf(type: string | undefined, body: Buffer): Buffer | undefined {
  const boundary = /^multipart\/form-data;.*boundary="?([^";]+)"?/i.exec(type ?? "")?.[1];
  if (boundary === undefined) return undefined;
  const text = body.toString("latin1");
  const part = text
    .split(`--${boundary}`)
    .find((one) => /^[^\r\n]*\r\ncontent-disposition:[^\r\n]*filename=/i.test(one));
  const start = part?.indexOf("\r\n\r\n") ?? -1;
  if (part === undefined || start < 0) return undefined;
  return Buffer.from(part.slice(start + 4).replace(/\r\n$/, ""), "latin1");
}
