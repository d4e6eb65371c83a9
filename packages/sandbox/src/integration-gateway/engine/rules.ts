import { number, text, type Row } from "../model.ts";
import type { State } from "../state.ts";
import { CodeError, evaluate, isTrue, type Scope } from "./expression.ts";

/** What the validation rules of type INPUT have to say about an input; nothing when it is good. */
export function brokenRules(state: State, integration: Row, scope: Scope): string[] {
  const messages: string[] = [];
  for (const rule of state.store.table("validationrules").by("integration", integration.id)) {
    if (rule["type"] !== "INPUT") continue;
    const field = text(rule, "field");
    const value = reach(field, scope);
    const most = number(rule, "max_length");
    if (most !== undefined && typeof value === "string" && value.length > most) {
      messages.push(`${field}: longer than ${most} characters`);
    }
    const code = text(rule, "rule");
    if (code !== "" && !holds(code, { ...scope, _: value })) {
      messages.push(`${field}: ${text(rule, "message_substitution_name") || `fails ${code}`}`);
    }
  }
  return messages;
}

/** A field of the payload; null where it is missing, so that a rule can say so. */
function reach(field: string, scope: Scope): unknown {
  try {
    return evaluate(`input.payload.${field}`, scope);
  } catch (error) {
    if (error instanceof CodeError) return null;
    throw error;
  }
}

function holds(code: string, scope: Scope): boolean {
  try {
    return isTrue(evaluate(code, scope));
  } catch (error) {
    if (error instanceof CodeError) return false;
    throw error;
  }
}
