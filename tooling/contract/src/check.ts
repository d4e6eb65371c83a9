import type { RecordedExchange } from "./exchange.ts";
import type { Exception } from "./exceptions.ts";
import type { Judge, Violation } from "./judge.ts";
import type { ContractVendor } from "./vendors.ts";

/** A difference that no exception allows, with the first test that showed it. */
export interface Fault extends Violation {
  readonly test: string;
  times: number;
}

/** What came of one vendor's recording. */
export interface Outcome {
  readonly requests: number;
  readonly answers: number;
  readonly faults: readonly Fault[];
  /** How often each exception was met. */
  readonly met: ReadonlyMap<Exception, number>;
}

/** Judges a vendor's exchanges. Of tests that send wrong requests on purpose only answers to right requests count. */
export async function check(
  vendor: ContractVendor,
  judge: Judge,
  exchanges: readonly RecordedExchange[],
  exceptions: readonly Exception[],
): Promise<Outcome> {
  const faults = new Map<string, Fault>();
  const met = new Map(exceptions.map((exception) => [exception, 0]));
  let requests = 0;
  let answers = 0;
  for (const exchange of exchanges) {
    const strict = isOf(exchange, vendor.requests);
    if (!strict && !isOf(exchange, vendor.answers)) continue;
    const open: Violation[] = [];
    for (const violation of await judge.judge(exchange)) {
      const exception = exceptions.find((one) => allows(one, violation));
      if (exception === undefined) open.push(violation);
      else met.set(exception, (met.get(exception) ?? 0) + 1);
    }
    if (strict) requests += 1;
    else if (open.some(({ side }) => side === "request")) continue;
    if (exchange.answer !== undefined) answers += 1;
    for (const violation of open) {
      const { side, method, path, what } = violation;
      const key = [side, method, path.replace(/\d+/g, "#"), what].join(" ");
      const known = faults.get(key);
      if (known === undefined) faults.set(key, { ...violation, test: exchange.test, times: 1 });
      else known.times += 1;
    }
  }
  return { requests, answers, faults: [...faults.values()], met };
}

const isOf = ({ test }: RecordedExchange, places: readonly string[]): boolean =>
  places.some((place) => test.startsWith(`${place}/`));

function allows(exception: Exception, { side, method, path, what }: Violation): boolean {
  return (
    exception.side === side && exception.at.test(`${method} ${path}`) && exception.what.test(what)
  );
}
