import { attempt, message, z, type Finding, type AnyTool } from "@psa-mcp/core";
import { verifyAccess } from "../checks.ts";
import { defineTool } from "../define.ts";
import { assertConfigured } from "../http-answer.ts";
import { hasServiceAccess, instanceOf } from "../settings.ts";

const checkConnection = defineTool({
  name: "check_connection",
  title: "Check connection",
  tier: "read",
  toolset: "rest",
  survivesFaults: true,
  description:
    "Whether the instance takes the service account's credential over HTTP, and what to correct if not.",
  input: z.object({}),
  async handler({ client, settings, principal }) {
    assertConfigured(settings);
    const findings: Finding[] = [];
    const own = principal.credential?.source === "caller";
    if (
      !own &&
      !hasServiceAccess(settings) &&
      principal.credential?.values["token"] === undefined
    ) {
      findings.push({
        name: "credential",
        ok: false,
        detail: "no credential for HTTP is configured",
        advice:
          "Set IG_SERVICE_CLIENT_ID and IG_SERVICE_CLIENT_SECRET, or IG_USERNAME and IG_PASSWORD.",
      });
    } else {
      const verified = await attempt(verifyAccess(client), ["cancelled"]);
      findings.push(
        verified.failure === undefined
          ? { name: "credential", ok: true, detail: "the instance accepts it" }
          : {
              name: "credential",
              ok: false,
              detail: verified.failure.message,
              advice: verified.failure.advice,
            },
      );
    }
    const bad = findings.filter((finding) => !finding.ok);
    const lines = findings.map(
      ({ name, detail, advice }) =>
        `${name}: ${detail}${advice === undefined ? "" : `. ${advice}`}`,
    );
    return message(
      `${instanceOf(settings)?.origin ?? ""} ${bad.length === 0 ? "answers, and" : "answered, but"} ${lines.join("; ")}`,
      { ok: bad.length === 0, findings },
    );
  },
});

export const connectionTools: readonly AnyTool[] = [checkConnection];
