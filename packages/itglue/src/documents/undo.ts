import { PsaError, type PsaErrorOptions } from "@psa-mcp/core";
import { itglueApi, type ItglueApi } from "../api.ts";

/** One thing done, and how to take it back. */
interface Undo {
  /** What remains when taking it back fails: "draft document 5200310". */
  readonly what: string;
  back(vendor: ItglueApi): Promise<unknown>;
}

/** Remembers how to take back what was done so far. */
export interface Steps {
  /** Names the step that is under way, for the error. */
  begin(step: string): void;
  /** Call after a step succeeded (or may have): `back` must be harmless when there is nothing to take back, and
   * use the API that it is given: it still works when the call was cancelled. */
  done(what: string, back: (vendor: ItglueApi) => Promise<unknown>): void;
}

/**
 * Runs a write of several requests. When one fails, takes back the earlier ones in reverse order and throws the failure
 * with the step's name, whether all was taken back, and what remains if not.
 */
export async function allOrNothing<Value>(
  vendor: ItglueApi,
  work: (steps: Steps) => Promise<Value>,
): Promise<Value> {
  const undos: Undo[] = [];
  let step = "start";
  try {
    return await work({
      begin(name) {
        step = name;
      },
      done(what, back) {
        undos.push({ what, back });
      },
    });
  } catch (thrown) {
    if (!(thrown instanceof PsaError)) throw thrown;
    const remaining: string[] = [];
    const undoing = itglueApi(vendor.client.forUndo());
    for (const undo of undos.toReversed()) {
      await undo.back(undoing).catch(() => {
        remaining.push(undo.what);
      });
    }
    throw withOutcome(thrown, step, undos.length, remaining);
  }
}

function withOutcome(
  cause: PsaError,
  step: string,
  done: number,
  remaining: readonly string[],
): PsaError {
  const outcome =
    remaining.length > 0
      ? `Taking back failed; still there: ${remaining.join(", ")}.`
      : done === 0
        ? "Nothing had been changed before."
        : "Everything done before was taken back.";
  const options: PsaErrorOptions = {
    advice:
      remaining.length > 0 ? `Remove or finish what is still there. ${cause.advice}` : cause.advice,
    reasons: cause.reasons,
    cause,
    details: { ...cause.details, failed_step: step, undone: remaining.length === 0, remaining },
    ...(cause.status === undefined ? {} : { status: cause.status }),
    ...(cause.retryAfterSeconds === undefined
      ? {}
      : { retryAfterSeconds: cause.retryAfterSeconds }),
    ...(cause.requestId === undefined ? {} : { requestId: cause.requestId }),
  };
  return new PsaError(cause.code, `Failed to ${step}: ${cause.message} ${outcome}`, options);
}
