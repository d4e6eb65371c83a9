import type { Setting, SettingValue } from "../define/index.ts";
import { nearest } from "../registry/nearest.ts";

/** A value that could not be used, as the second half of a sentence: "must be …". */
export class BadValue extends Error {}

const TRUE = new Set(["1", "true", "yes", "on"]);
const FALSE = new Set(["0", "false", "no", "off"]);
const SECONDS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400 };

/** One text as the value of a setting; throws BadValue. The text is trimmed and not empty. */
export function parseValue(setting: Setting, text: string): SettingValue {
  switch (setting.kind) {
    case "text":
      return text;
    case "boolean":
      return parseBoolean(text);
    case "integer":
      return withinLimits(setting, wholeNumber(text));
    case "duration":
      return withinLimits(setting, parseDuration(text));
    case "choice":
      return parseChoice(setting.choices ?? [], text);
    case "list":
      return parseList(text);
    case "url":
      return parseUrl(text);
  }
}

function parseBoolean(text: string): boolean {
  const word = text.toLowerCase();
  if (TRUE.has(word)) return true;
  if (FALSE.has(word)) return false;
  throw new BadValue("must be true or false (1, yes, on; 0, no, off)");
}

function wholeNumber(text: string): number {
  const value = Number(text);
  if (!/^\d{1,15}$/.test(text)) throw new BadValue("must be a whole number");
  return value;
}

function parseDuration(text: string): number {
  const match = /^(\d{1,12})\s*([smhd]?)$/i.exec(text);
  if (match === null)
    throw new BadValue("must be a number of seconds, or a number with s, m, h or d");
  return Number(match[1]) * (SECONDS[(match[2] ?? "").toLowerCase()] ?? 1);
}

function withinLimits(setting: Setting, value: number): number {
  const { min = 0, max = Number.MAX_SAFE_INTEGER } = setting;
  if (value < min || value > max) {
    const unit = setting.kind === "duration" ? " seconds" : "";
    throw new BadValue(`must be between ${min} and ${max}${unit}`);
  }
  return value;
}

function parseChoice(choices: readonly string[], text: string): string {
  const word = text.toLowerCase();
  const found = choices.find((choice) => choice === word);
  if (found !== undefined) return found;
  if (choices.includes("on") && choices.includes("off")) return parseBoolean(text) ? "on" : "off";
  const near = nearest(word, choices);
  const hint = near === undefined ? "" : ` (did you mean ${near}?)`;
  throw new BadValue(`must be one of ${choices.join(", ")}${hint}`);
}

// Not split at blanks: folders may contain them.
function parseList(text: string): readonly string[] {
  const items = text.split(/[,\r\n]/).map((item) => item.trim());
  return Object.freeze(items.filter((item) => item !== ""));
}

function parseUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || (url.protocol !== "https:" && url.protocol !== "http:")) {
    throw new BadValue("must be an address that begins with https:// or http://");
  }
  if (url.username !== "" || url.password !== "") {
    throw new BadValue("must not contain a user name or password");
  }
  if (url.search !== "" || url.hash !== "") {
    throw new BadValue("must not contain a query or a fragment");
  }
  return text.replace(/\/+$/, "");
}
