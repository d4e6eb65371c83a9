import type { AnyVendor, Finding, Settings } from "../define/index.ts";
import { PsaError, redactText, toPsaError } from "../errors/index.ts";
import { declaredSettings } from "../config/core-settings.ts";
import { withVariables } from "../config/read-settings.ts";
import type { VendorClient } from "../define/index.ts";
import type { CommandInput } from "./run.ts";

/**
 * Checks, in the order in which things fail: configuration, reachability, credential, permissions. Prints a line for
 * each finding and what to do about it; the exit code is 1 when one of them is not ok.
 */
export async function runDoctor({ program, read, output }: CommandInput): Promise<number> {
  const sandbox = read.settings["sandbox"] === true ? await program.sandbox?.() : undefined;
  const settings =
    sandbox === undefined
      ? read.settings
      : withVariables(read.settings, declaredSettings(program.vendor), sandbox.variables);
  let failed = 0;
  const report = async (finding: Finding): Promise<void> => {
    if (!finding.ok) failed += 1;
    const lines = [`${finding.ok ? "ok    " : "FAILED"}  ${finding.name}: ${finding.detail}`];
    if (!finding.ok && finding.advice !== undefined) lines.push(`        ${finding.advice}`);
    await output.out(`${redactText(lines.join("\n"))}\n`);
  };
  try {
    for (const finding of await configuration(program.vendor, read, settings))
      await report(finding);
    if (failed === 0) {
      for await (const finding of vendorFindings(program.vendor, settings)) await report(finding);
    }
  } finally {
    await sandbox?.close();
  }
  await output.out(
    failed === 0 ? "\nEverything is in order.\n" : `\n${failed} of the checks failed.\n`,
  );
  return failed === 0 ? 0 : 1;
}

async function configuration(
  vendor: AnyVendor,
  read: CommandInput["read"],
  settings: Settings,
): Promise<Finding[]> {
  const findings: Finding[] = [];
  const set = declaredSettings(vendor)
    .filter((setting) => read.sources[setting.key] !== undefined)
    .map((setting) =>
      setting.secret === true
        ? `${setting.env} (secret)`
        : `${setting.env}=${String(read.settings[setting.key])}`,
    );
  findings.push({
    name: "Configuration",
    ok: true,
    detail: set.length === 0 ? "nothing is set, defaults apply" : set.join(", "),
  });
  for (const warning of read.warnings) {
    findings.push({
      name: "Configuration",
      ok: false,
      detail: warning,
      advice: "Correct or remove the variable.",
    });
  }
  try {
    const { assertStartable, createAccess } = await import("../access/index.ts");
    assertStartable(settings, vendor);
    const access = createAccess({
      vendor,
      settings,
      verifyCallerCredential: () => Promise.resolve(),
    });
    for (const warning of access.warnings) {
      findings.push({
        name: "Access",
        ok: false,
        detail: warning,
        advice: "The command token makes good tokens.",
      });
    }
  } catch (thrown) {
    findings.push(asFinding("Access", thrown));
  }
  return findings;
}

async function* vendorFindings(vendor: AnyVendor, settings: Settings): AsyncGenerator<Finding> {
  let baseUrl: string;
  try {
    baseUrl = vendor.baseUrl(settings);
  } catch (thrown) {
    yield asFinding("Configuration", thrown);
    return;
  }
  const remote = (vendor.remotes?.length ?? 0) > 0;
  if (remote) {
    const { remoteFindings } = await import("./doctor-remote.ts");
    let failed = false;
    for await (const finding of remoteFindings(vendor, settings)) {
      failed ||= !finding.ok;
      yield finding;
    }
    if (failed) return;
  } else {
    const reachable = await reach(baseUrl);
    yield reachable;
    if (!reachable.ok) return;
  }

  const [{ createUpstream }, { serverCredential }] = await Promise.all([
    import("../upstream/index.ts"),
    import("../access/index.ts"),
  ]);
  const credential = serverCredential(vendor, settings);
  if (credential === undefined) {
    yield missingCredential(vendor, settings);
    return;
  }
  // Beside remote servers a credential of one's own is a choice.
  if (remote && Object.keys(credential.values).length === 0) return;
  const upstream = createUpstream({ vendor, settings, baseUrl });
  try {
    const client = upstream.connect({ credential, signal: AbortSignal.timeout(60_000) });
    const verified = await verify(vendor, client);
    yield verified;
    if (!verified.ok || vendor.checks === undefined) return;
    yield* await vendor.checks(client);
  } catch (thrown) {
    yield asFinding("Permissions", thrown);
  } finally {
    await upstream.close();
  }
}

/** A credential of the server's own is a must on stdio; over HTTP callers may bring theirs. */
function missingCredential(vendor: AnyVendor, settings: Settings): Finding {
  const keys = Object.values(vendor.credential.fields).map((field) => field.setting);
  const names = vendor.settings
    .filter((setting) => keys.includes(setting.key))
    .map((setting) => setting.env);
  const optional = settings["transport"] === "http" && settings["callerKeys"] !== "disabled";
  return {
    name: "Credential",
    ok: optional,
    detail: optional ? "none of the server's own; callers bring theirs" : "none is configured",
    advice: `Set ${names.join(" and ")}; see ${vendor.homepage}.`,
  };
}

async function verify(vendor: AnyVendor, client: VendorClient): Promise<Finding> {
  try {
    await vendor.verify(client);
    return { name: "Credential", ok: true, detail: `${vendor.title} accepts it` };
  } catch (thrown) {
    return asFinding("Credential", thrown);
  }
}

const ADVICE: Readonly<Record<string, string>> = {
  ENOTFOUND: "The host name is not known: check the address and this machine's DNS.",
  EAI_AGAIN: "This machine's DNS does not answer.",
  ECONNREFUSED: "Nothing listens there: check host and port.",
  ECONNRESET: "The connection was cut: a proxy or firewall may stand between.",
  ETIMEDOUT: "No answer came: a firewall may stand between.",
};

/** Any HTTP answer at all counts as reached; the credential is not sent. */
async function reach(baseUrl: string): Promise<Finding> {
  const started = performance.now();
  try {
    const answer = await fetch(baseUrl, {
      method: "HEAD",
      redirect: "manual",
      signal: AbortSignal.timeout(10_000),
    });
    await answer.body?.cancel();
    return {
      name: "Reachability",
      ok: true,
      detail: `${baseUrl} answers in ${Math.round(performance.now() - started)} ms`,
    };
  } catch (thrown) {
    const cause = thrown instanceof Error && thrown.cause instanceof Error ? thrown.cause : thrown;
    const code =
      cause instanceof Error
        ? "code" in cause
          ? String(cause.code)
          : cause.message || cause.name
        : "unknown";
    const advice = /CERT|SIGNED|TLS|SSL/.test(code)
      ? "The certificate is not trusted: set NODE_EXTRA_CA_CERTS when a company proxy signs it anew."
      : (ADVICE[code] ?? "Check the address, the network and any firewall.");
    return {
      name: "Reachability",
      ok: false,
      detail: `${baseUrl} cannot be reached (${code})`,
      advice,
    };
  }
}

function asFinding(name: string, thrown: unknown): Finding {
  const error = thrown instanceof PsaError ? thrown : toPsaError(thrown);
  return { name, ok: false, detail: error.message, advice: error.advice };
}
