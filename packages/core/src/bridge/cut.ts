import { randomBytes } from "node:crypto";
import type { PlainRecord } from "../define/index.ts";
import { PsaError } from "../errors/index.ts";
import { LruMap } from "../state/index.ts";
import { head } from "../server/render/budget.ts";
import { estimateTokens } from "../server/render/tokens.ts";

interface Rest {
  readonly binding: string;
  readonly tool: string;
  readonly texts: readonly string[];
  readonly until: number;
}

const KEPT_MILLISECONDS = 600_000;
const MOST_CHARACTERS = 32 * 1024 * 1024;

interface TextBlock {
  readonly type: "text";
  readonly text: string;
}
const isText = (block: unknown): block is TextBlock =>
  typeof block === "object" && block !== null && (block as { type?: unknown }).type === "text";

/**
 * Cuts answers of remote tools that cost more tokens than one answer may, and keeps the rest in memory for ten minutes:
 * a cursor leads to it, and the remote server is not asked again.
 */
export class Cutter {
  readonly #rests = new LruMap<string, Rest>({
    entries: 500,
    weight: MOST_CHARACTERS,
    weigh: ({ texts }) => texts.reduce((sum, text) => sum + text.length, 0),
  });

  /** The answer as it is when it fits; otherwise its beginning, with a last line that says how to go on. */
  cut(
    result: PlainRecord,
    options: {
      readonly tool: string;
      readonly binding: string;
      readonly budget: number;
      /** True when the listing promises structured content, which is then kept whole. */
      readonly structured: boolean;
      readonly hint?: string | undefined;
    },
  ): PlainRecord {
    const content = Array.isArray(result["content"]) ? (result["content"] as unknown[]) : [];
    const texts = content.filter(isText).map((block) => block.text);
    const cost = texts.reduce((sum, text) => sum + estimateTokens(text), 0);
    const { structuredContent, ...others } = result;
    const tooMuchData =
      structuredContent !== undefined &&
      !options.structured &&
      estimateTokens(JSON.stringify(structuredContent)) > options.budget;
    const kept = tooMuchData ? others : result;
    if (cost <= options.budget) return kept;
    const { shown, rest } = split(texts, options.budget);
    const blocks = content.filter((block) => !isText(block));
    return {
      ...kept,
      content: [
        ...shown.map((text) => ({ type: "text", text })),
        ...blocks,
        this.#pointer(rest, options),
      ],
    };
  }

  /** The next part of an answer that was cut. Throws `invalid_arguments` for a cursor that leads nowhere. */
  more(cursor: string, options: Parameters<Cutter["cut"]>[1]): PlainRecord {
    const rest = this.#rests.get(cursor);
    if (
      rest === undefined ||
      rest.binding !== options.binding ||
      rest.tool !== options.tool ||
      rest.until < Date.now()
    ) {
      throw new PsaError("invalid_arguments", "The cursor leads nowhere, or it is too old.", {
        advice: "Call again without cursor.",
      });
    }
    const { shown, rest: left } = split(rest.texts, options.budget);
    const content = shown.map((text) => ({ type: "text", text }));
    return { content: left.length === 0 ? content : [...content, this.#pointer(left, options)] };
  }

  #pointer(texts: readonly string[], options: Parameters<Cutter["cut"]>[1]): TextBlock {
    const cursor = randomBytes(12).toString("base64url");
    const characters = texts.reduce((sum, text) => sum + text.length, 0);
    this.#rests.set(cursor, {
      binding: options.binding,
      tool: options.tool,
      texts,
      until: Date.now() + KEPT_MILLISECONDS,
    });
    const hint = options.hint === undefined ? "" : ` ${options.hint}`;
    const text = `[Cut here: ${characters} more characters. Repeat the call with cursor "${cursor}" within 10 minutes to go on.${hint}]`;
    return { type: "text", text };
  }
}

/** As much of the texts as fits, and what is left. */
function split(
  texts: readonly string[],
  budget: number,
): { readonly shown: readonly string[]; readonly rest: readonly string[] } {
  const shown: string[] = [];
  let room = budget;
  for (const [index, text] of texts.entries()) {
    const cost = estimateTokens(text);
    if (cost <= room) {
      room -= cost;
      shown.push(text);
      continue;
    }
    if (room < budget / 10 && shown.length > 0) return { shown, rest: texts.slice(index) };
    const first = head(text, Math.max(1, room)).shown;
    shown.push(first);
    return { shown, rest: [text.slice(first.length), ...texts.slice(index + 1)] };
  }
  return { shown, rest: [] };
}
