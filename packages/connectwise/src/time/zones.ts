/** Names of time zones as Windows and as people write them, by a word that occurs in them. The first that fits counts. */
const NAMED: readonly (readonly [RegExp, string])[] = [
  [/aus.*eastern|sydney|melbourne|canberra/i, "Australia/Sydney"],
  [/e\. australia|brisbane/i, "Australia/Brisbane"],
  [/aus.*central|adelaide/i, "Australia/Adelaide"],
  [/w\. australia|perth/i, "Australia/Perth"],
  [/new zealand|auckland/i, "Pacific/Auckland"],
  [/south africa|johannesburg|pretoria/i, "Africa/Johannesburg"],
  [/w\. europe|berlin|amsterdam|vienna|rome|stockholm|bern\b/i, "Europe/Berlin"],
  [/romance|paris|madrid|brussels|copenhagen/i, "Europe/Paris"],
  [/central europe|budapest|prague|warsaw|belgrade/i, "Europe/Budapest"],
  [/e\. europe|fle standard|gtb|helsinki|athens|bucharest/i, "Europe/Helsinki"],
  [/gmt standard|london|dublin|edinburgh|lisbon|\buk\b|\bbst\b/i, "Europe/London"],
  [/us mountain|arizona/i, "America/Phoenix"],
  [/atlantic|halifax/i, "America/Halifax"],
  [/newfoundland/i, "America/St_Johns"],
  [/eastern|new york|toronto|\be[sd]t\b/i, "America/New_York"],
  [/central|chicago|\bc[sd]t\b/i, "America/Chicago"],
  [/mountain|denver|\bm[sd]t\b/i, "America/Denver"],
  [/pacific|los angeles|vancouver|\bp[sd]t\b/i, "America/Los_Angeles"],
  [/alaska/i, "America/Anchorage"],
  [/hawaii/i, "Pacific/Honolulu"],
  [/india|kolkata/i, "Asia/Kolkata"],
  [/singapore/i, "Asia/Singapore"],
  [/^(?:utc|gmt|coordinated universal time)$/i, "UTC"],
];

/** The zone of the time-zone database that a name means; undefined when it is unknown. */
export function zoneNamed(name: string): string | undefined {
  const iana = /[A-Za-z]+\/[A-Za-z_/]+/.exec(name)?.[0];
  if (iana !== undefined && isZone(iana)) return iana;
  return NAMED.find(([pattern]) => pattern.test(name.trim()))?.[1];
}

function isZone(name: string): boolean {
  return Intl.supportedValuesOf("timeZone").includes(name);
}

/** A zone without daylight saving, for a site whose zone has no known name: whole and half hours from UTC. */
export function fixedZone(hours: number): string {
  const minutes = Math.round(Math.abs(hours) * 60);
  const spelled = `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;
  return `${hours < 0 ? "-" : "+"}${spelled}`;
}

/** Milliseconds by which a zone's clocks are ahead of UTC at a moment. */
function ahead(zone: string, at: number): number {
  const parts = new Intl.DateTimeFormat("en-US", {
    timeZone: zone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  }).formatToParts(at);
  const value = (type: string): number => Number(parts.find((part) => part.type === type)?.value);
  const wall = Date.UTC(
    value("year"),
    value("month") - 1,
    value("day"),
    value("hour"),
    value("minute"),
    value("second"),
  );
  return wall - Math.floor(at / 1000) * 1000;
}

/**
 * The moment at which clocks of a zone show a day (`2026-03-08`) and a time (`08:00` or `08:00:00`). Where the clocks
 * skip that time it is the moment just after; where they show it twice it is the first.
 */
export function atWall(zone: string, day: string, time: string): number {
  const wall = Date.parse(`${day}T${time.length === 5 ? `${time}:00` : time.slice(0, 8)}Z`);
  // Either guess is right on ordinary days; around a change one of the two offsets holds.
  const guesses = [
    wall - ahead(zone, wall - 86_400_000),
    wall - ahead(zone, wall + 86_400_000),
  ].toSorted((a, b) => a - b);
  return guesses.find((guess) => guess + ahead(zone, guess) === wall) ?? (guesses[1] as number);
}

/** A moment as the clocks of a zone show it: `2026-03-08 08:00`. */
export function onWall(zone: string, at: number): string {
  return new Date(at + ahead(zone, at)).toISOString().slice(0, 16).replace("T", " ");
}

/** The day after another, `2026-03-08`. */
export function nextDay(day: string, by = 1): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + by * 86_400_000).toISOString().slice(0, 10);
}

/** The name of a day's weekday in lower case: `monday`. */
export function weekday(day: string): string {
  const names = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];
  return names[new Date(`${day}T00:00:00Z`).getUTCDay()] as string;
}
