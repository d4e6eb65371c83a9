import { now, ok, type Call, type Handler } from "../call.ts";
import { Refusal } from "../errors.ts";
import { Input } from "../input.ts";
import type { Fields } from "../model.ts";
import { applyKnown, settingsOf } from "./areas.ts";

export const systemIndex: Handler = (call) => ok({ settings: settingsOf(call, "system") });

export const systemUpdate: Handler = (call) => {
  applyKnown(settingsOf(call, "system"), call.body);
  return systemIndex(call);
};

export const licenceIndex: Handler = (call) => ok({ licence: settingsOf(call, "licence") });

export const customDomainStatus: Handler = (call) => ok(settingsOf(call, "custom_domain"));

export const customDomainUpdate: Handler = (call) => {
  const input = new Input(call.body);
  checkPassword(call, input);
  const domain = input.text("domain", { required: true }).toLowerCase();
  if (domain !== "" && !/^(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$/.test(domain)) {
    input.fail("domain", "The domain field format is invalid.");
  }
  input.done();
  const settings = settingsOf(call, "custom_domain");
  Object.assign(settings, { domain, status: "pending", verified: false });
  return ok(settings);
};

export const aiIndex: Handler = (call) => ok({ settings: withoutKey(settingsOf(call, "ai")) });

/** The key is written, never read; `ai_api_key_clear` takes it away. */
export const aiUpdate: Handler = (call) => {
  const input = new Input(call.body);
  checkPassword(call, input);
  input.integer("ai_auto_send_threshold", { min: 0, max: 100 });
  input.done();
  const settings = settingsOf(call, "ai");
  const { ai_api_key: key, ...others } = call.body;
  applyKnown(settings, others);
  if (typeof key === "string" && key !== "") settings["ai_api_key"] = key;
  if (call.body["ai_api_key_clear"] === true) settings["ai_api_key"] = "";
  return aiIndex(call);
};

function withoutKey({ ai_api_key, ...settings }: Fields): Fields {
  return { ...settings, ai_api_key_set: ai_api_key !== "" };
}

/** The most delicate settings ask for the owner's password again. */
function checkPassword(call: Call, input: Input): void {
  const given = input.text("current_password", { required: true });
  if (given !== "" && given !== call.user.password) {
    input.fail("current_password", "The password is incorrect.");
  }
}

export const diagnosticsIndex: Handler = (call) =>
  ok({ diagnostics: settingsOf(call, "diagnostics") });

export const diagnosticsUpdate: Handler = (call) => {
  applyKnown(settingsOf(call, "diagnostics"), call.body);
  return diagnosticsIndex(call);
};

export const diagnosticsFetch: Handler = (call) => {
  mustBeEnabled(call);
  const { store } = call.state;
  return ok({
    generated_at: now(call),
    version: "5.2.0",
    counts: { tickets: store.table("tickets").size, users: store.table("users").size },
    failed_jobs: store
      .table("jobs")
      .all()
      .filter(({ status }) => status === "failed").length,
  });
};

/** Sends the report to the maker; here nothing leaves the machine. */
export const diagnosticsUpload: Handler = (call) => {
  mustBeEnabled(call);
  const settings = settingsOf(call, "diagnostics");
  settings["last_upload_at"] = now(call);
  return ok({ success: true, uploaded_at: settings["last_upload_at"] });
};

function mustBeEnabled(call: Call): void {
  if (settingsOf(call, "diagnostics")["enabled"] !== true) {
    throw new Refusal("Diagnostics are switched off.");
  }
}
