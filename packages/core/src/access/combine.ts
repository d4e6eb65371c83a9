import type { IncomingHttpHeaders } from "node:http";
import type { Principal } from "../define/index.ts";
import type { Access } from "./access.ts";
import { AccessDenied } from "./denied.ts";
import { makePrincipal } from "./principal.ts";

/** One vendor of a server that has several. */
export interface CombinedPart {
  readonly vendor: string;
  readonly access: Access;
}

/** Refusals that mean "not this vendor" to a caller of several; any other is about the request and stands. */
const ASIDE: ReadonlySet<string> = new Set(["token_missing", "token_narrowed", "key_missing"]);

/**
 * Names a caller for all vendors at once. A vendor for which the caller has no credential, or to which its token is not
 * narrowed, is left out; a wrong token or key is refused as that vendor alone would refuse it, since a caller must
 * learn of it. Each part keeps its own credential: a key never reaches another vendor.
 */
export function combineAccess(parts: readonly [CombinedPart, ...CombinedPart[]]): Access {
  function combined(own: ReadonlyMap<string, Principal>): Principal {
    const [first] = own.values();
    if (first === undefined) throw new Error("a caller was combined of nothing");
    const { credential: _credential, binding: _binding, ...shared } = first;
    return makePrincipal({ ...shared, byVendor: own });
  }

  return {
    warnings: [...new Set(parts.flatMap(({ access }) => access.warnings))],
    callerHeaders: [...new Set(parts.flatMap(({ access }) => access.callerHeaders))],
    assertStartable() {
      for (const { access } of parts) access.assertStartable();
    },
    stdio: () =>
      combined(new Map(parts.map(({ vendor, access }) => [vendor, access.stdio()] as const))),
    async http(headers: IncomingHttpHeaders, rawHeaders) {
      const own = new Map<string, Principal>();
      let left: AccessDenied | undefined;
      let refusal: AccessDenied | undefined;
      await Promise.all(
        parts.map(async ({ vendor, access }) => {
          try {
            own.set(vendor, await access.http(headers, rawHeaders));
          } catch (thrown) {
            if (!(thrown instanceof AccessDenied)) throw thrown;
            // A missing token is the first thing to mend.
            if (ASIDE.has(thrown.reason))
              left = thrown.reason === "token_missing" ? thrown : (left ?? thrown);
            else if (refusal === undefined || thrown.status < refusal.status) refusal = thrown;
          }
        }),
      );
      if (refusal !== undefined) throw refusal;
      if (own.size === 0 && left !== undefined) throw left;
      // In the order of the vendors, whichever answered first: a caller has one binding.
      return combined(
        new Map(
          parts.flatMap(({ vendor }) => {
            const principal = own.get(vendor);
            return principal === undefined ? [] : [[vendor, principal] as const];
          }),
        ),
      );
    },
  };
}
