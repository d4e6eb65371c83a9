import { PsaError, type PlainRecord } from "@psa-mcp/core";
import { cleanRecord, HIDDEN } from "../records/records.ts";

/** Longest statement. */
const LONGEST = 8000;
/** Most rows that Halo gives for a report. */
export const MOST_ROWS = 50_000;

const refused = (message: string, advice: string): PsaError =>
  new PsaError("invalid_arguments", `sql: ${message}`, { advice });

/** Words that change something, run something, or reach out of the database; none has a place in a query. */
const CLOSED = new Set(
  (
    "insert update delete merge truncate drop alter create exec execute grant revoke deny backup restore into use " +
    "declare set shutdown kill dbcc bulk openrowset openquery opendatasource openxml waitfor reconfigure writetext " +
    "updatetext readtext print raiserror throw begin commit rollback save go receive send"
  ).split(" "),
);

/** Tables and columns that hold secrets or sign-ins. */
export const SECRET_NAME: RegExp =
  /^(?:nhd_identity\w*|nhd_roles\w*|nhd_claim\w*|sys|sysobjects|syslogins|xp_\w*|sp_\w*|fn_\w*)$|passw|pwd|secret|token|apikey|api_key|privatekey|private_key|keyvault|credential|authenticator|mfa|totp|certificate|thumbprint|salt|hash(?!tag)/i;

/** Other databases of the server. */
const DATABASES = new Set(["master", "msdb", "tempdb", "model"]);

/** A piece of a statement: a word or quoted name, a text, a number, or one other character. */
interface Piece {
  readonly kind: "name" | "text" | "number" | "mark";
  readonly text: string;
  /** True for a name in brackets or quotation marks, which is never a keyword. */
  readonly quoted: boolean;
  /** Where it begins. */
  readonly at: number;
}

const PATTERN =
  /\s+|--|\/\*|N?'(?:[^']|'')*'|\[(?:[^\]]|\]\])*\]|"(?:[^"]|"")*"|[\p{L}_@#$][\p{L}\p{N}_@#$]*|\d+(?:\.\d*)?(?:e[+-]?\d+)?|./gsuy;

function pieces(sql: string): readonly Piece[] {
  const found: Piece[] = [];
  for (const match of sql.matchAll(PATTERN)) {
    const [text] = match;
    const at = match.index;
    if (/^\s/.test(text)) continue;
    if (text === "--" || text === "/*") {
      throw refused("comments are not taken.", "Leave them out.");
    }
    if (/^N?'/.test(text) && text.endsWith("'") && text.length > 1)
      found.push({ kind: "text", text, quoted: true, at });
    else if (/^[["]/.test(text) && text.length > 1)
      found.push({ kind: "name", text: text.slice(1, -1), quoted: true, at });
    else if (/^\d/.test(text)) found.push({ kind: "number", text, quoted: false, at });
    else if (/^[\p{L}_@#$]/u.test(text)) found.push({ kind: "name", text, quoted: false, at });
    else found.push({ kind: "mark", text, quoted: false, at });
  }
  return found;
}

/**
 * Checks a statement and bounds its rows: exactly one SELECT (or WITH … SELECT), no comments, no semicolons, no words
 * that write or run anything, no tables or columns of secrets, and a TOP of at most `most` rows in front. Throws
 * `invalid_arguments` with what to correct.
 */
export function guardedSql(given: string, most: number): string {
  const sql = given.trim().replace(/;\s*$/, "");
  if (sql === "") throw refused("is empty.", "Give a SELECT statement.");
  if (sql.length > LONGEST) {
    throw refused(`is longer than ${String(LONGEST)} characters.`, "Make it shorter.");
  }
  const parts = pieces(sql);
  const words = parts.filter(({ kind, quoted }) => kind === "name" && !quoted);
  const first = words[0]?.text.toLowerCase();
  if (parts[0] !== words[0] || (first !== "select" && first !== "with")) {
    throw refused("must begin with SELECT or WITH.", "Only reading is possible here.");
  }
  if (parts.some(({ kind, text }) => kind === "mark" && text === ";")) {
    throw refused("several statements are not taken.", "Send one SELECT.");
  }
  if (
    parts.some(
      ({ kind, text }) => kind === "mark" && (text === "'" || text === '"' || text === "["),
    )
  ) {
    throw refused("a quotation is not closed.", "Close it.");
  }
  const closed = words.find(({ text }) => CLOSED.has(text.toLowerCase()));
  if (closed !== undefined) {
    throw refused(
      `${closed.text.slice(0, 40).toUpperCase()} is not allowed.`,
      "Only reading is possible here; put a column of that name in brackets.",
    );
  }
  const secret = parts.find(
    ({ kind, text }, index) =>
      kind === "name" &&
      (SECRET_NAME.test(text) ||
        (DATABASES.has(text.toLowerCase()) && parts[index + 1]?.text === ".")),
  );
  if (secret !== undefined) {
    throw new PsaError("forbidden", `sql: ${secret.text.slice(0, 60)} stays closed.`, {
      advice: "Tables and columns of sign-ins, keys and passwords are not read here.",
    });
  }
  if (parts.some(({ text, kind }) => kind === "name" && /^[@#]/.test(text))) {
    throw refused("variables and temporary tables are not taken.", "Write it as one query.");
  }
  assertColumnsNamed(parts);
  return withTop(sql, parts, most);
}

/** What follows the star of a column list; after the star of a multiplication comes an operand. */
const AFTER_STAR = /^(?:[,)]|from|where|union|except|intersect|order|for)$/i;

/**
 * Secrets are told by the names of columns, so that no column may lose its name: a star may not stand where its columns
 * could be named anew (in a part of the statement, or beside a UNION), and rows may not be folded into one text.
 */
function assertColumnsNamed(parts: readonly Piece[]): void {
  const several = outerSelects(parts).length > 1;
  let depth = 0;
  parts.forEach((piece, index) => {
    const before = parts[index - 1]?.text;
    const after = parts[index + 1]?.text;
    if (piece.kind === "mark" && piece.text === "(") depth += 1;
    if (piece.kind === "mark" && piece.text === ")") depth -= 1;
    if (piece.kind === "mark" && piece.text === "*") {
      const counts = before === "(" && after === ")";
      const lists = before === "." || after === undefined || AFTER_STAR.test(after);
      if (lists && !counts && (depth > 0 || several)) {
        throw refused("a star is taken in the outermost SELECT alone.", "Name the columns there.");
      }
    }
    const folds = piece.kind === "name" && !piece.quoted && /^for$/i.test(piece.text);
    if (folds && /^(?:xml|json|browse)$/i.test(after ?? "")) {
      throw refused("FOR XML and FOR JSON are not taken.", "Ask for rows.");
    }
  });
}

/** A row of a report without the values of columns whose names speak of secrets. */
export function withoutSecretColumns(row: PlainRecord): PlainRecord {
  const shown = Object.fromEntries(
    Object.entries(row).map(([key, value]) => [
      key,
      SECRET_NAME.test(key) && value !== null && value !== "" ? HIDDEN : value,
    ]),
  );
  return cleanRecord(shown);
}

/** The outermost SELECT with a TOP that is no larger than `most`. */
function withTop(sql: string, parts: readonly Piece[], most: number): string {
  const outer = outerSelects(parts);
  const index = outer[0];
  if (index === undefined) throw refused("has no SELECT of its own.", "End WITH in a SELECT.");
  if (outer.length > 1) {
    // A TOP would bound the first part alone.
    const ordered = outermost(parts, "order");
    const text = ordered === undefined ? sql : sql.slice(0, ordered.at);
    const order = ordered === undefined ? "" : ` ${sql.slice(ordered.at)}`;
    if (parts[0]?.text.toLowerCase() === "with") {
      throw refused("WITH together with UNION is not taken.", "Put the UNION into the WITH.");
    }
    return `SELECT TOP ${String(most)} * FROM (${text.trim()}) AS rows_of_union${order}`;
  }
  if (outermost(parts, "offset") !== undefined) {
    throw refused(
      "OFFSET is not taken.",
      "Use TOP, and a condition that goes on from the last row.",
    );
  }
  const next = parts[index + 1];
  const distinct = /^(?:distinct|all)$/i.test(next?.text ?? "") ? 1 : 0;
  const top = parts[index + 1 + distinct];
  if (top?.text.toLowerCase() !== "top" || top.quoted) {
    const after = (distinct === 1 ? next : parts[index]) as Piece;
    const end = after.at + after.text.length;
    return `${sql.slice(0, end)} TOP ${String(most)}${sql.slice(end)}`;
  }
  const number = parts[index + 2 + distinct];
  const bracketed = number?.text === "(";
  const value = bracketed ? parts[index + 3 + distinct] : number;
  const percent = parts[index + (bracketed ? 5 : 3) + distinct];
  if (
    value?.kind !== "number" ||
    !/^\d+$/.test(value.text) ||
    /^percent$/i.test(percent?.text ?? "")
  ) {
    throw refused(
      "TOP takes a plain number here.",
      `Give at most ${String(most)}, or leave it out.`,
    );
  }
  if (Number(value.text) <= most) return sql;
  return `${sql.slice(0, value.at)}${String(most)}${sql.slice(value.at + value.text.length)}`;
}

/** Places of the SELECTs that stand in no brackets. */
function outerSelects(parts: readonly Piece[]): readonly number[] {
  let depth = 0;
  return parts.flatMap((piece, index) => {
    if (piece.kind === "mark" && piece.text === "(") depth += 1;
    if (piece.kind === "mark" && piece.text === ")") depth -= 1;
    if (depth < 0) throw refused("has a bracket too many.", "Correct the brackets.");
    const selects = piece.kind === "name" && !piece.quoted && /^select$/i.test(piece.text);
    return depth === 0 && selects ? [index] : [];
  });
}

/** The last such word that stands in no brackets. */
function outermost(parts: readonly Piece[], word: string): Piece | undefined {
  let depth = 0;
  let found: Piece | undefined;
  for (const piece of parts) {
    if (piece.kind === "mark" && piece.text === "(") depth += 1;
    if (piece.kind === "mark" && piece.text === ")") depth -= 1;
    if (depth === 0 && piece.kind === "name" && !piece.quoted && piece.text.toLowerCase() === word)
      found = piece;
  }
  return found;
}
