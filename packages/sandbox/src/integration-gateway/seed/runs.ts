import { createRandom, type Random } from "../../http/random.ts";
import { text, type Row, type Value } from "../model.ts";
import type { Environment } from "../state.ts";

const DAY = 86_400_000;
/** How many runs an instance remembers, besides those with a story. */
const ORDINARY = 420;
const NAMES = ["Iris Vale", "Otto Brandt", "June Calloway", "Marek Dolan", "Priya Sen"] as const;
const STREETS = ["12 Mill Lane", "480 Orchard Road", "7 Quarry Street", "91 Harbor Way"] as const;

interface Plan {
  name: string;
  /** Milliseconds. */
  started: number;
  milliseconds: number;
  user: string;
  labels?: string[];
  messages?: string[];
  status?: "success" | "failure" | "running";
  steps: { type: string; name: string; content: Value }[];
}

/** Runs of the thirty days before `today` with their items. */
export function runTables(
  environment: Environment,
  integrations: readonly Row[],
  today: number,
): Record<string, Row[]> {
  const random = createRandom(`runs of ${environment}`);
  const active = integrations.filter((row) => row["active"] === true);
  const ordinary = Array.from({ length: ORDINARY }, (_, index) =>
    ordinaryRun(random, active, today - DAY * 30 + Math.floor((index * 30 * DAY) / ORDINARY)),
  );
  const plans = [...ordinary, ...storied(environment, today)].toSorted(
    (a, b) => a.started - b.started,
  );
  const runs: Row[] = [];
  const runitems: Row[] = [];
  for (const plan of plans) {
    const integration = integrations.find((row) => text(row, "path_name") === plan.name);
    if (integration === undefined) continue;
    const id = 50_001 + runs.length;
    const isRunning = plan.status === "running";
    runs.push({
      id,
      integration: integration.id,
      status: plan.status ?? (plan.messages === undefined ? "success" : "failure"),
      started_at: new Date(plan.started).toISOString(),
      finished_at: isRunning ? null : new Date(plan.started + plan.milliseconds).toISOString(),
      user: plan.user,
      labels: plan.labels ?? [],
      messages: plan.messages ?? [],
    });
    for (const [sequence, { type, name, content }] of plan.steps.entries()) {
      runitems.push({ id: 60_001 + runitems.length, run: id, sequence, type, name, content });
    }
  }
  return { runs, runitems };
}

function ordinaryRun(random: Random, active: readonly Row[], started: number): Plan {
  const integration = active[random.between(0, active.length - 1)];
  const name = text(integration ?? { id: 0 }, "path_name");
  const payload = {
    name: random.pick(NAMES),
    street: random.pick(STREETS),
    reference: random.hex(8),
  };
  const hasFailed = name === "always-fails" || random.chance(0.06);
  const messages = hasFailed ? ["RequestError: HTTP: 504 Gateway Timeout"] : undefined;
  return {
    name,
    started: started + random.between(0, 3_600_000),
    milliseconds: random.between(80, 4200),
    user: random.pick(["svc-origination", "bmarsh", "aquill"]),
    ...(messages === undefined ? {} : { messages }),
    steps: [
      { type: "INPUT", name: "input", content: { payload } },
      {
        type: "REQUEST",
        name: "HTTP",
        content: {
          request: payload,
          response: hasFailed
            ? { success: false, payload: null, messages: ["504 Gateway Timeout"] }
            : { success: true, payload: { accepted: true }, messages: [] },
        },
      },
      {
        type: "OUTPUT",
        name: "output",
        content: output(hasFailed ? 500 : 200, { ok: !hasFailed }),
      },
    ],
  };
}

/** The runs that somebody would look for. */
function storied(environment: Environment, today: number): Plan[] {
  const failing = environment === "prod" ? [3, 2, 1] : [1];
  return [
    ...failing.map((days) => accountFailure(today - days * DAY + 15 * 3_600_000)),
    accountSuccess(today - DAY + 14 * 3_600_000),
    ledgerRun(today - DAY + 2 * 3_600_000, 6000),
    ledgerRun(today - 2 * DAY + 2 * 3_600_000, 5200),
    {
      name: "nightly-gl-extract",
      started: today - 60_000,
      milliseconds: 0,
      user: "scheduler",
      status: "running",
      steps: [{ type: "INPUT", name: "input", content: { payload: { seconds: 0 } } }],
    },
  ];
}

const CUSTOMER = { firstName: "Nora", lastName: "Whitlock", taxId: "XXXXXXXXX" };

function accountSteps(product: string): Plan["steps"] {
  return [
    {
      type: "INPUT",
      name: "input",
      content: { payload: { customer: CUSTOMER, account: { product, openingDeposit: 250 } } },
    },
    {
      type: "REQUEST",
      name: "HTTP.Identity Verification",
      content: {
        request: { person: CUSTOMER },
        response: { success: true, payload: { decision: "PASS" }, messages: [] },
      },
    },
    {
      type: "REQUEST",
      name: "MOCKCORE.CreateCustomer",
      content: {
        request: { name: "Nora Whitlock", taxId: "XXXXXXXXX", branch: "0001" },
        response: { success: true, payload: { customerNumber: "C40817733" }, messages: [] },
      },
    },
  ];
}

/** The product has no code in the value mapping set, and the core refuses an account without one. */
function accountFailure(started: number): Plan {
  const refusal = "CORE-1107: Product code is required";
  return {
    name: "core-account-opening",
    started,
    milliseconds: 1840,
    user: "svc-origination",
    labels: ["product:SAV-PLUS", "needs:review"],
    messages: [`RequestError: MOCKCORE.CreateAccount: ${refusal}`],
    steps: [
      ...accountSteps("sav-plus"),
      {
        type: "REQUEST",
        name: "MOCKCORE.CreateAccount",
        content: {
          request: { customerNumber: "C40817733", productCode: null, openingDeposit: 250 },
          response: { success: false, payload: { field: "productCode" }, messages: [refusal] },
        },
      },
      {
        type: "OUTPUT",
        name: "output",
        content: output(500, { success: false, messages: [refusal] }),
      },
    ],
  };
}

function accountSuccess(started: number): Plan {
  return {
    name: "core-account-opening",
    started,
    milliseconds: 1510,
    user: "svc-origination",
    labels: ["product:CHK"],
    steps: [
      ...accountSteps("chk"),
      {
        type: "REQUEST",
        name: "MOCKCORE.CreateAccount",
        content: {
          request: { customerNumber: "C40817733", productCode: "010", openingDeposit: 250 },
          response: { success: true, payload: { accountNumber: "4400187213" }, messages: [] },
        },
      },
      { type: "OUTPUT", name: "output", content: output(201, { accountNumber: "4400187213" }) },
    ],
  };
}

/** A run whose items are larger than an answer may be. One loan in it does not agree. */
function ledgerRun(started: number, count: number): Plan {
  const loans = Array.from({ length: count }, (_, index) => ({
    loanNumber: `7${String(100_000_000 + index * 37)}`,
    borrower: NAMES[index % NAMES.length] ?? "",
    street: STREETS[index % STREETS.length] ?? "",
    principal: 150_000 + ((index * 7919) % 850_000),
    soldShare: ((index % 8) + 1) / 10,
  }));
  const ledger = loans.map((loan, index) => ({
    ...loan,
    agrees: index !== 4711,
    ...(index === 4711 ? { difference: 1250.5, remark: "PRINCIPAL MISMATCH" } : {}),
  }));
  return {
    name: "participation-loan-sync",
    started,
    milliseconds: 48_000,
    user: "scheduler",
    labels: [`loans:${count}`],
    steps: [
      { type: "INPUT", name: "input", content: { payload: { loans } } },
      {
        type: "REQUEST",
        name: "HTTP.Participation Ledger",
        content: {
          request: { loans: loans.length },
          response: { success: true, payload: { ledger }, messages: [] },
        },
      },
      { type: "OUTPUT", name: "output", content: output(200, { compared: count }) },
    ],
  };
}

function output(status: number, payload: Value): Value {
  return { payload, status, headers: {} };
}
