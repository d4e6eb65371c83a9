import { PsaError, type PlainRecord, type Principal, type Settings } from "@psa-mcp/core";
import type { Domain } from "./domain.ts";
import { assertReportPermitted } from "./report-sql.ts";

/** Fields that change how somebody signs in, not what is known of them. */
const SIGN_IN = /passw(?:or)?d|authenticator|mfa|api_access_|^(?:ad|login|googleemail)$/i;
const PEOPLE = new Set(["agents", "users", "suppliers"]);

/**
 * What a role that may write may still not write: the sign-in of people asks for an administrator, and SQL in reports
 * for more. Throws `forbidden` before anything is sent.
 */
export function assertPermitted(
  { stem }: Domain,
  records: readonly PlainRecord[],
  settings: Settings,
  principal: Pick<Principal, "role">,
): void {
  if (stem === "reports") assertReportPermitted(records, settings, principal);
  if (!PEOPLE.has(stem) || principal.role === "admin") return;
  for (const record of records) {
    const named = Object.keys(record).filter((key) => SIGN_IN.test(key));
    if (named.length === 0) continue;
    throw new PsaError(
      "forbidden",
      `data: ${named.join(", ")} changes how somebody signs in, which is for administrators.`,
      { advice: "Leave it out to change the other fields." },
    );
  }
}
