import type { Dispatcher } from "undici";
import type { Download } from "../define/index.ts";
import { PsaError } from "../errors/index.ts";
import { ClosedAddress, isLoopbackHost } from "./addresses.ts";
import { plainBytes } from "./body.ts";
import type { Answer } from "./engine.ts";
import { Flight, type FlightView, type Passenger } from "./flight.ts";
import type { House, SharedLane } from "./house.ts";
import { codeForStatus } from "./problems.ts";
import { SendFailure, send } from "./send.ts";
import { Stopped } from "./stop.ts";

/** Redirects that one download may take. */
const MOST_REDIRECTS = 3;
const LONGEST_LINK = 4096;

/** Which addresses a download from elsewhere may lead to. */
interface Reach {
  readonly http: boolean;
  /** Loopback too: the vendor itself is an imitation on this machine. */
  readonly loopback: boolean;
  readonly who: "vendor" | "caller";
  /** The vendor's own origin, whatever its scheme; only for the vendor's links. */
  readonly own?: string;
  /** Redirects taken so far. */
  hops: number;
}

/**
 * Bytes behind a link of the vendor's: on its own origin with the credential and within its limits, elsewhere as a
 * stranger. Once a redirect has left the vendor's origin the credential is not used again.
 */
export function fetchVendorLink(
  house: House,
  lane: SharedLane,
  headers: Readonly<Record<string, string>>,
  link: string,
  maxBytes: number,
  passenger: Passenger,
  method: "GET" | "POST" = "GET",
): Promise<Download> {
  const reach: Reach = {
    http: false,
    loopback: isLoopbackHost(house.base.hostname),
    who: "vendor",
    own: house.base.origin,
    hops: 0,
  };
  const start = readLink(link, reach, `${house.base.url}/`);
  return new Flight<Download>(house.vendor.title).join(passenger, async (flight) => {
    let url = start;
    while (url.origin === house.base.origin) {
      // A redirect leads to a document that is there.
      const asked = url === start ? method : "GET";
      const answer = await fromVendor(house, lane, headers, url, maxBytes, flight, asked);
      if (answer.status < 300) return asFile(answer, url, house);
      url = nextHop(answer.headers["location"], url, reach);
    }
    return fromElsewhere(house, url, reach, maxBytes, flight);
  });
}

/** Bytes behind a link that a caller gave: public addresses only, no credential ever. */
export function fetchPublic(
  house: House,
  link: string,
  maxBytes: number,
  passenger: Passenger,
): Promise<Download> {
  const reach: Reach = { http: true, loopback: false, who: "caller", hops: 0 };
  const url = readLink(link, reach);
  return new Flight<Download>("The address").join(passenger, (flight) =>
    fromElsewhere(house, url, reach, maxBytes, flight),
  );
}

function fromVendor(
  house: House,
  lane: SharedLane,
  headers: Readonly<Record<string, string>>,
  url: URL,
  maxBytes: number,
  flight: FlightView,
  method: "GET" | "POST",
): Promise<Answer> {
  const { "content-type": _type, ...rest } = headers;
  return house.carry(
    lane,
    {
      method,
      path: url.pathname,
      label: url.pathname,
      repeatable: true,
      redirects: true,
      wire: {
        method,
        path: url.pathname + url.search,
        headers: { ...rest, accept: "*/*" },
        maxBytes,
      },
    },
    flight,
  );
}

async function fromElsewhere(
  house: House,
  start: URL,
  reach: Reach,
  maxBytes: number,
  flight: FlightView,
): Promise<Download> {
  const network = await house.network();
  const dispatcher = reach.loopback ? network.anywhereAndLoopback : network.anywhere;
  try {
    await house.foreign.acquire(flight.signal);
  } catch (thrown) {
    throw foreignFailure(thrown, reach);
  }
  try {
    let url = start;
    for (;;) {
      house.assertOpen();
      const answer = await oneForeign(house, dispatcher, url, maxBytes, flight);
      if (answer.status < 300) return asFile(answer, url, undefined);
      if (answer.status >= 400) throw refusedByHost(answer.status, reach);
      url = nextHop(answer.headers["location"], url, reach);
    }
  } catch (thrown) {
    throw foreignFailure(thrown, reach);
  } finally {
    house.foreign.release();
  }
}

async function oneForeign(
  house: House,
  dispatcher: Dispatcher,
  url: URL,
  maxBytes: number,
  flight: FlightView,
): Promise<Answer> {
  const answer = await send(
    dispatcher,
    {
      origin: url.origin,
      method: "GET",
      path: url.pathname + url.search,
      headers: { accept: "*/*", "accept-encoding": "identity", "user-agent": house.userAgent },
      maxBytes,
    },
    flight.signal,
  );
  if (answer.status >= 300) return answer;
  const bytes = await plainBytes(answer, maxBytes);
  if (bytes === "too_large") throw new SendFailure("too_large", true, undefined);
  if (bytes === "unreadable")
    throw new PsaError("bad_response", "The file came in a compression that could not be read.");
  return { ...answer, bytes };
}

/** A link that may be fetched at all. Throws `invalid_arguments` (a caller's link) or `bad_response` (the vendor's). */
function readLink(link: string, reach: Reach, base?: string): URL {
  if (link.length > LONGEST_LINK || !URL.canParse(link, base))
    throw refusedLink(reach, "is not a usable address");
  const url = base === undefined ? new URL(link) : new URL(link, base);
  if (url.username !== "" || url.password !== "")
    throw refusedLink(reach, "contains a user name or password");
  const own = url.origin === reach.own;
  const local = reach.loopback && isLoopbackHost(url.hostname);
  const allowed =
    url.protocol === "https:" || (url.protocol === "http:" && (own || local || reach.http));
  if (!allowed)
    throw refusedLink(
      reach,
      reach.http ? "is not an http or https address" : "is not an https address",
    );
  return url;
}

function nextHop(location: string | undefined, from: URL, reach: Reach): URL {
  if (reach.hops >= MOST_REDIRECTS) throw refusedLink(reach, "redirects too often");
  reach.hops += 1;
  if (location === undefined) throw refusedLink(reach, "redirects to nowhere");
  const next = readLink(location, reach, from.href);
  if (from.protocol === "https:" && next.protocol === "http:")
    throw refusedLink(reach, "redirects from https to http");
  return next;
}

function refusedLink(reach: Reach, what: string): PsaError {
  return reach.who === "caller"
    ? new PsaError("invalid_arguments", `The address ${what}; it was not fetched.`, {
        advice: "Give an address on the public internet that needs no login.",
      })
    : new PsaError("bad_response", `The file's address ${what}; it was not fetched.`);
}

function refusedByHost(status: number, reach: Reach): PsaError {
  const code = status === 401 ? "forbidden" : codeForStatus(status);
  const expired = status === 401 || status === 403 || status === 410;
  return new PsaError(
    code === "invalid_arguments" ? "bad_response" : code,
    `The file's host refused it (status ${status}).`,
    {
      status,
      ...(expired
        ? {
            advice:
              reach.who === "vendor"
                ? "The link may have expired; read the record again for a new one."
                : "The address needs a login; give one that does not.",
          }
        : {}),
    },
  );
}

function foreignFailure(thrown: unknown, reach: Reach): unknown {
  if (thrown instanceof Stopped) return stopped(thrown);
  if (!(thrown instanceof SendFailure)) return thrown;
  if (thrown.kind === "too_large")
    return new PsaError("too_large", "The file is larger than allowed here.");
  if (thrown.kind === "stopped") return stopped(thrown.cause);
  // One wording for every closed address: which of them answers is nobody's business.
  for (let cause: unknown = thrown.cause; cause instanceof Error; cause = cause.cause) {
    if (cause instanceof ClosedAddress) return refusedLink(reach, "leads into a private network");
  }
  return new PsaError("unavailable", "The file's host could not be reached.", {
    cause: thrown.cause,
  });
}

function stopped(cause: unknown): PsaError {
  return cause instanceof Stopped && cause.why === "deadline"
    ? new PsaError("timeout", "The file did not arrive in time.")
    : new PsaError("cancelled", "The call was cancelled.");
}

/** A finished download. A file on the vendor's own origin that is plain API data was no file: the link was made up. */
function asFile(answer: Answer, url: URL, house: House | undefined): Download {
  const mimeType = (answer.headers["content-type"] ?? "").split(";")[0]?.trim().toLowerCase() ?? "";
  const data =
    /^application\/(?:[\w.-]+\+)?json$/.test(mimeType) &&
    answer.headers["content-disposition"] === undefined;
  if (house !== undefined && data) {
    throw new PsaError(
      "bad_response",
      `The link leads to data of ${house.vendor.title}, not to a file (${url.pathname.slice(0, 60)}).`,
    );
  }
  const fileName = nameIn(answer.headers["content-disposition"]);
  return {
    bytes: answer.bytes,
    mimeType: mimeType === "" ? "application/octet-stream" : mimeType,
    ...(fileName === undefined ? {} : { fileName }),
  };
}

const LONGEST_NAME = 200;

/** The file name of a Content-Disposition header (RFC 6266), cut down to its last segment. */
function nameIn(header: string | undefined): string | undefined {
  const extended = /filename\*\s*=\s*(?:utf-8|iso-8859-1)'[^']*'([^;]+)/i.exec(header ?? "")?.[1];
  const plain = /filename\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^;]+))/i.exec(header ?? "");
  const given = decoded(extended?.trim()) ?? plain?.[1]?.replaceAll(/\\(.)/g, "$1") ?? plain?.[2];
  const name = given?.split(/[/\\]/).at(-1)?.trim().slice(0, LONGEST_NAME);
  return name === undefined || name === "" ? undefined : name;
}

function decoded(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  try {
    return decodeURIComponent(text);
  } catch {
    // Badly encoded: the plain form is next.
    return undefined;
  }
}
