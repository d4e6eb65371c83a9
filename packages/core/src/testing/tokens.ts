import { encode } from "gpt-tokenizer/encoding/o200k_base";

/** Tokens of a text by o200k_base, the tokenizer all figures of this project are given in. */
export function exactTokens(text: string): number {
  return encode(text).length;
}

/** Tokens of a tools/list answer: of the JSON of its `tools`. */
export function listTokens(tools: readonly unknown[]): number {
  return exactTokens(JSON.stringify(tools));
}
