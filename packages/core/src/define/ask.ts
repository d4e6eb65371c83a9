import { z } from "zod";
import type { ConversationMessage } from "./content.ts";

/**
 * A form that the client puts before a person. Never for secrets: those are typed on a page (`PageQuestion`). Fields are
 * texts, numbers, booleans, enums and lists of enums; nothing is nested.
 */
export interface FormQuestion<Fields extends z.ZodObject = z.ZodObject> {
  readonly kind: "form";
  readonly message: string;
  readonly fields: Fields;
}

/** A web page that the person is asked to open; what happens there stays between the person and the page. */
export interface PageQuestion {
  readonly kind: "page";
  readonly message: string;
  readonly url: string;
}

/** A question to the client's own model. On its way out of the protocol: few clients answer, so have another way. */
export interface SamplingQuestion {
  readonly kind: "sampling";
  readonly messages: readonly ConversationMessage[];
  readonly maxTokens: number;
  readonly systemPrompt?: string;
  readonly temperature?: number;
}

/** Which folders the client works in. On its way out of the protocol: few clients answer, so have another way. */
export interface RootsQuestion {
  readonly kind: "roots";
}

/** A question of a remote server, passed on as it is; the answer comes back as it is. */
export interface RelayedQuestion {
  readonly kind: "relay";
  /** What the client must be able to do. */
  readonly needs: QuestionKind;
  readonly method: string;
  readonly params: Readonly<Record<string, unknown>>;
}

/** Something to ask the client while a call is under way. */
export type Question =
  | FormQuestion
  | PageQuestion
  | SamplingQuestion
  | RootsQuestion
  | RelayedQuestion;
export type QuestionKind = Exclude<Question["kind"], "relay">;

/** What a person did with a form: `content` is checked against the fields. */
export type FormAnswer<Content> =
  | { readonly action: "accept"; readonly content: Content }
  | { readonly action: "decline" | "cancel" };

/** What a person did with a page: `accept` says that it was opened, not how it ended. */
export interface PageAnswer {
  readonly action: "accept" | "decline" | "cancel";
}

export interface SamplingAnswer {
  /** All text of the answer. */
  readonly text: string;
  readonly model: string;
  readonly stopReason?: string;
}

/** One folder of the client. */
export interface Root {
  readonly uri: string;
  readonly name?: string;
}

/** The answer to one question. */
export type Answer<Asked extends Question> =
  Asked extends FormQuestion<infer Fields>
    ? FormAnswer<z.output<Fields>>
    : Asked extends PageQuestion
      ? PageAnswer
      : Asked extends SamplingQuestion
        ? SamplingAnswer
        : Asked extends RelayedQuestion
          ? Readonly<Record<string, unknown>>
          : readonly Root[];

/** The answers to several questions, by the same keys. */
export type Answers<Asked extends Readonly<Record<string, Question>>> = {
  readonly [Key in keyof Asked]: Answer<Asked[Key]>;
};

/** A form; its answer has the types of its fields. */
export function form<Fields extends z.ZodObject>(
  message: string,
  fields: Fields,
): FormQuestion<Fields> {
  return { kind: "form", message, fields };
}

/** One choice among values that are shown by their titles: `choice({ low: "When there is time", high: "Now" })`. */
export function choice<Titles extends Readonly<Record<string, string>>>(
  titles: Titles,
): z.ZodType<keyof Titles & string> {
  const values = Object.keys(titles) as (keyof Titles & string)[];
  return z.enum(values).meta({ titles });
}
