/** A body as an object. Throws a plain error for anything else. */
export function fieldsOf(body: unknown): Record<string, unknown> {
  if (typeof body !== "object" || body === null || Array.isArray(body)) {
    throw new Error("Send a JSON object.");
  }
  return body as Record<string, unknown>;
}

/** A whole number above 0. */
export function positiveOf(body: unknown, name: string): number {
  const value = fieldsOf(body)[name];
  if (typeof value !== "number" || !Number.isInteger(value) || value < 1) {
    throw new Error(`"${name}" has to be a whole number above 0.`);
  }
  return value;
}

/** `{ milliseconds }`, `{ seconds }`, `{ minutes }`, `{ hours }` or `{ days }`, added up in milliseconds. */
export function shiftOf(body: unknown): number {
  const units: Readonly<Record<string, number>> = {
    milliseconds: 1,
    seconds: 1000,
    minutes: 60_000,
    hours: 3_600_000,
    days: 86_400_000,
  };
  let total = 0;
  for (const [name, value] of Object.entries(fieldsOf(body))) {
    const unit = Object.hasOwn(units, name) ? units[name] : undefined;
    if (unit === undefined || typeof value !== "number" || !Number.isFinite(value)) {
      throw new Error(`Say how far: ${Object.keys(units).join(", ")}, each a number.`);
    }
    total += unit * value;
  }
  return total;
}
