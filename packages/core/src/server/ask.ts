import { createHash } from "node:crypto";
import {
  inputRequired,
  inputResponse,
  ProtocolError,
  ProtocolErrorCode,
  type InputRequest,
  type InputRequiredResult,
  type ServerContext,
} from "@modelcontextprotocol/server";
import type { Answer, Answers, Question, QuestionKind } from "../define/ask.ts";
import type { PlainRecord } from "../define/result.ts";
import { PsaError } from "../errors/index.ts";
import { canonical } from "./canonical.ts";
import { CONFIRM_SECONDS, type Confirmations, type Signer } from "./confirm.ts";
import { formSchema } from "./form-schema.ts";
import { encodeBlock } from "./render/content.ts";

/** What a round of questions belongs to: this request of this caller with these arguments, and no other. */
export interface AskingCall {
  /** Method and name: `tools/call acme_get_thing`. */
  readonly what: string;
  readonly binding: string;
  /** Arguments as the caller gave them. */
  readonly given: PlainRecord;
}

/** Thrown where an answer is missing; ends the handler until the client has asked. */
export class AwaitingInput extends Error {
  readonly result: InputRequiredResult;

  constructor(result: InputRequiredResult) {
    super("The client is asked first.");
    this.name = "AwaitingInput";
    this.result = result;
  }
}

/** The questions and answers of one request, over all its rounds. */
export interface Asking {
  readonly canAsk: ReadonlySet<QuestionKind>;
  /** What the round before gave to `ask` to carry. */
  readonly carried?: string | undefined;
  /** See `ToolContext.ask`. */
  ask<Asked extends Readonly<Record<string, Question>>>(
    questions: Asked,
    carry?: string,
  ): Promise<Answers<Asked>>;
  /** True when the person has confirmed the call in an earlier round; a confirmation counts for one further round. */
  takeConfirmed(): boolean;
  /** Remembers for later rounds that the person has confirmed the call. */
  confirm(): void;
  /** What the client has to be asked before the request can end, whatever the handler made of it. */
  readonly pending: AwaitingInput | undefined;
}

/** Answers of earlier rounds travel with the client; longer ones are refused rather than cut. */
const LONGEST_STATE = 16_000;

interface AskingOptions {
  readonly call: AskingCall;
  readonly context: ServerContext;
  readonly signer: Signer;
  readonly confirmations: Confirmations;
  readonly canAsk: ReadonlySet<QuestionKind>;
  /** True once the handler has changed something, after which it must not be started again. */
  hasWritten(): boolean;
}

/**
 * Prepares the questions of one request and takes up the answers it brings. The state between rounds is signed and holds
 * for this request alone: throws ProtocolError (-32602) for a state that is foreign, expired or changed.
 */
export function createAsking(options: AskingOptions): Asking {
  const { context, signer } = options;
  // Most calls neither ask nor bring a state, and pay nothing for it.
  let digest: string | undefined;
  const digestOfCall = (): string => (digest ??= digestOf(options.call));
  const token: unknown = context.mcpReq.requestState();
  const state: PlainRecord = token === undefined ? {} : readState(token, digestOfCall(), signer);
  const earlier = (state["answers"] ?? {}) as PlainRecord;
  const known: PlainRecord = { ...earlier };
  let confirmed = false;
  let pending: AwaitingInput | undefined;

  /** The checked answer to one question, from an earlier round or this one. */
  function answerTo(key: string, question: Question): Answer<Question> | undefined {
    const responses = Object.hasOwn(earlier, key) ? earlier : context.mcpReq.inputResponses;
    const answer = readAnswer(responses, key, question);
    // What a remote server asked is answered at once, and no later round needs it.
    if (answer !== undefined && question.kind !== "relay") known[key] = responses?.[key];
    return answer;
  }

  return {
    canAsk: options.canAsk,
    carried: typeof state["carry"] === "string" ? state["carry"] : undefined,
    get pending() {
      return pending;
    },
    takeConfirmed() {
      if (state["confirmed"] !== true) return false;
      options.confirmations.spend(String(token));
      confirmed = true;
      return true;
    },
    confirm: () => void (confirmed = true),
    async ask<Asked extends Readonly<Record<string, Question>>>(
      questions: Asked,
      carry?: string,
    ): Promise<Answers<Asked>> {
      const answers: Record<string, unknown> = {};
      const missing: Record<string, InputRequest> = {};
      for (const [key, question] of Object.entries(questions)) {
        const answer = answerTo(key, question);
        if (answer === undefined) missing[key] = embedded(question);
        else answers[key] = answer;
      }
      if (Object.keys(missing).length === 0) return answers as Answers<Asked>;
      if (options.hasWritten())
        throw new Error(`${options.call.what} asks after it has changed something`);
      const requestState = signer.sign(
        {
          asks: digestOfCall(),
          answers: known,
          ...(confirmed ? { confirmed } : {}),
          ...(carry === undefined ? {} : { carry }),
        },
        CONFIRM_SECONDS,
      );
      if (requestState.length > LONGEST_STATE) {
        throw new PsaError(
          "too_large",
          "The answers so far are too long to be carried to the next question.",
        );
      }
      pending = new AwaitingInput(inputRequired({ inputRequests: missing, requestState }));
      throw pending;
    },
  };
}

/** Questions where none can be asked: suggestions for an argument are made while somebody types. */
export const cannotAsk: Pick<Asking, "ask" | "canAsk" | "carried"> = {
  canAsk: new Set(),
  ask: async () => {
    throw new PsaError("unsupported", "Nothing can be asked at this point.");
  },
};

/** What an earlier round left. A state that only carries a confirmation is left to `Confirmations`. */
function readState(token: unknown, digest: string, signer: Signer): PlainRecord {
  const state = typeof token === "string" ? signer.verify(token) : undefined;
  if (state?.["asks"] === digest) return state;
  if (state !== undefined && "confirms" in state) return {};
  throw new ProtocolError(
    ProtocolErrorCode.InvalidParams,
    "Invalid or expired requestState: it belongs to another call or was changed. Send the call again without it.",
    { reason: "invalid_request_state" },
  );
}

/** Stands for the whole call; the order of arguments makes no difference. */
function digestOf(call: AskingCall): string {
  return createHash("sha256")
    .update(JSON.stringify([call.what, call.binding, canonical(call.given)]))
    .digest("base64url");
}

/** A question in the protocol's words. */
function embedded(question: Question): InputRequest {
  switch (question.kind) {
    case "form":
      return inputRequired.elicit({
        message: question.message,
        requestedSchema: formSchema(question.fields) as never,
      });
    case "page":
      return inputRequired.elicitUrl({ message: question.message, url: question.url });
    case "sampling": {
      const { kind: _kind, messages, ...rest } = question;
      return inputRequired.createMessage({
        ...rest,
        messages: messages.map(({ role, content }) => ({
          role,
          content: encodeBlock(content),
        })) as never,
      });
    }
    case "roots":
      return inputRequired.listRoots();
    case "relay":
      return { method: question.method, params: question.params } as unknown as InputRequest;
  }
}

/** The answer under a key when it is one to this question, else undefined: then the question is asked once more. */
function readAnswer(
  responses: PlainRecord | undefined,
  key: string,
  question: Question,
): Answer<Question> | undefined {
  if (responses === undefined || !Object.hasOwn(responses, key)) return undefined;
  if (question.kind === "relay") return (responses[key] ?? {}) as PlainRecord;
  const response = inputResponse(responses, key);
  switch (question.kind) {
    case "form": {
      if (response.kind !== "elicit") return undefined;
      if (response.action !== "accept") return { action: response.action };
      const checked = question.fields.safeParse(response.content ?? {});
      return checked.success ? { action: "accept", content: checked.data } : undefined;
    }
    case "page":
      return response.kind === "elicit" ? { action: response.action } : undefined;
    case "sampling": {
      if (response.kind !== "sampling") return undefined;
      const { content, model, stopReason } = response.result as PlainRecord;
      return {
        text: textOf(content),
        model: String(model),
        ...(typeof stopReason === "string" ? { stopReason } : {}),
      };
    }
    case "roots": {
      if (response.kind !== "roots") return undefined;
      return (response.roots as readonly (PlainRecord | null)[])
        .filter((root): root is PlainRecord => typeof root?.["uri"] === "string")
        .map(({ uri, name }) => ({
          uri: String(uri),
          ...(typeof name === "string" ? { name } : {}),
        }));
    }
  }
}

function textOf(content: unknown): string {
  const blocks = (Array.isArray(content) ? content : [content]) as readonly PlainRecord[];
  return blocks
    .map((block) => (typeof block?.["text"] === "string" ? block["text"] : ""))
    .filter((text) => text !== "")
    .join("\n");
}
