/** Something that clients may have read before and that is different now: a list, or one resource by its address. */
export type Change =
  | { readonly kind: "tools" | "resources" | "prompts" }
  | { readonly kind: "resource"; readonly uri: string };
