import { createHash } from "node:crypto";
import { object } from "../model.ts";

/** What a system answered. */
export interface AdapterAnswer {
  success: boolean;
  payload: unknown;
  messages: string[];
}

/** Calls a system; systems are imitated too, and always answer the same to the same request. */
export function callAdapter(
  system: string,
  service: string,
  payload: Readonly<Record<string, unknown>>,
): AdapterAnswer {
  const name = `${system} ${service}`;
  const answer = Object.hasOwn(SYSTEMS, name) ? SYSTEMS[name] : SYSTEMS[system];
  if (answer === undefined) return failure(`There is no adapter for the system ${system}.`);
  return answer(payload);
}

type System = (payload: Readonly<Record<string, unknown>>) => AdapterAnswer;

const SYSTEMS: Readonly<Record<string, System>> = {
  ECHO: (payload) => success(payload),
  EMAIL_SMTP: (payload) =>
    typeof payload["to"] === "string"
      ? success({ accepted: [payload["to"]] })
      : failure("550 No recipient"),
  HTTP: (payload) => success({ status: 200, received: Object.keys(payload).length }),
  "HTTP Identity Verification": (payload) =>
    success({ decision: "PASS", reference: `IDV-${digits(payload, 8)}` }),
  "HTTP Flood Determination": (payload) => {
    const zone = digits(payload, 1) < "3" ? "AE" : "X";
    return success({ zone, specialHazard: zone === "AE", certificate: `FD-${digits(payload, 9)}` });
  },
  "HTTP Credit Report": (payload) =>
    success({
      score: 560 + (Number(digits(payload, 3)) % 280),
      bureau: "Tallis",
      file: digits(payload, 10),
    }),
  "HTTP Sanctions List": (payload) =>
    success({ hits: /\bvolkov\b/i.test(JSON.stringify(payload)) ? 1 : 0, list: "2026-06" }),
  "HTTP Property Valuation": (payload) =>
    success({ value: 180_000 + (Number(digits(payload, 6)) % 400_000), model: "AVM-4" }),
  "MOCKCORE CreateCustomer": (payload) => success({ customerNumber: `C${digits(payload, 8)}` }),
  "MOCKCORE CreateAccount": (payload) => {
    const product = payload["productCode"];
    if (product === null || product === undefined) {
      return failure("CORE-1107: Product code is required", { field: "productCode" });
    }
    return success({ accountNumber: `4${digits(payload, 9)}`, product });
  },
  "MOCKCORE BoardLoan": (payload) => {
    const loan = object(payload["loan"]);
    if (Number(loan["principal"]) > 5_000_000) {
      return failure("CORE-2214: Principal is above the limit of the branch", { limit: 5_000_000 });
    }
    return success({ loanNumber: `7${digits(payload, 9)}`, status: "BOARDED" });
  },
  "MOCKCORE UpdateAddress": (payload) => success({ updated: true, revision: digits(payload, 4) }),
  "MOCKCORE ReversePayment": (payload) => success({ reversal: `RV${digits(payload, 7)}` }),
  "MOCKCORE BranchDirectory": (payload) =>
    success({
      code: payload["code"] ?? null,
      name: "Harrow Creek Main Street",
      lobby: "09:00-17:00",
    }),
};

function success(payload: unknown): AdapterAnswer {
  return { success: true, payload, messages: [] };
}

function failure(message: string, payload: unknown = null): AdapterAnswer {
  return { success: false, payload, messages: [message] };
}

/** Digits that follow from the request. */
function digits(payload: unknown, count: number): string {
  const hash = createHash("sha256").update(JSON.stringify(payload)).digest("hex");
  return BigInt(`0x${hash}`).toString().slice(-count);
}
