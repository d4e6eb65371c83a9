import type { VendorAnswer, VendorProblem } from "@psa-mcp/core";

/** What a refusal of the instance's HTTP addresses means. Answers of integrations themselves are never mapped. */
export function gatewayErrors(answer: VendorAnswer): VendorProblem {
  const said = reasonOf(answer);
  const reasons = said === undefined ? {} : { reasons: [{ text: said }] };
  if (answer.status === 401) {
    return {
      ...reasons,
      code: "credential_rejected",
      message: "Integration Gateway does not accept the credential.",
      advice:
        "Check IG_SERVICE_CLIENT_ID and IG_SERVICE_CLIENT_SECRET (the secret is shown once, before the application is saved), or IG_USERNAME and IG_PASSWORD.",
    };
  }
  return reasons;
}

function reasonOf({ json, text }: VendorAnswer): string | undefined {
  if (typeof json === "object" && json !== null) {
    const { detail, error, message } = json as Readonly<Record<string, unknown>>;
    for (const value of [detail, message, error]) if (typeof value === "string") return value;
  }
  return text;
}
