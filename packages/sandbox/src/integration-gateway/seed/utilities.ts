import type { Environment } from "../state.ts";
import type { IntegrationPlan } from "./integration.ts";

/** Small integrations for trying things, and those that misbehave on purpose. */
export function utilities(environment: Environment): IntegrationPlan[] {
  const everywhere: IntegrationPlan[] = [
    {
      name: "echo",
      description: "Answers with what it got.",
      fields: {
        http_api: true,
        tags: ["utility"],
        on_success_hook: 'output["payload"] = input.payload',
      },
    },
    {
      name: "request-inspector",
      description: "Answers with what it knows of the request: method, parameters, files, user.",
      fields: {
        http_api: true,
        tags: ["utility"],
        on_success_hook:
          'output["payload"] = {"method": input.method, "params": input.params, "path": input.path, "payload": input.payload, "files": input.files, "user": input.user}',
      },
    },
    {
      name: "internal-address-normalizer",
      description:
        "Brings an address into the form of the post. Called by other integrations only.",
      fields: {
        tags: ["utility"],
        on_success_hook:
          'output["payload"] = {"street": input.payload.street.upper(), "postalCode": input.payload.postalCode}',
      },
    },
    {
      name: "document-archive",
      description: "Archives the files of a request and answers 202 with a place to ask at.",
      fields: {
        http_api: true,
        tags: ["utility", "lending"],
        before_hook: 'if len(input.files) == 0:\n    end({"error": "No file was sent."}, 422)',
        on_success_hook:
          'output["payload"] = {"archived": len(input.files), "files": input.files}\noutput["status"] = 202\noutput["headers"] = {"Location": "/rest/documents/archive"}',
      },
    },
    {
      name: "slow-report",
      description: "Works for input.payload.seconds seconds before it answers.",
      fields: {
        http_api: true,
        tags: ["utility"],
        before_hook: "time.sleep(input.payload.seconds)",
        on_success_hook: 'output["payload"] = {"rows": 1200, "ready": True}',
      },
    },
    {
      name: "nightly-gl-extract",
      description: "Writes the general ledger extract. Over HTTP it answers at once and works on.",
      fields: {
        http_api: true,
        run_async: true,
        tags: ["utility", "finance"],
        before_hook: 'time.sleep(input.payload.get("seconds", 0))',
        on_success_hook: 'add_run_label("extract:gl")\noutput["payload"] = {"rows": 48211}',
      },
    },
    {
      name: "always-fails",
      description: "Raises an error, whatever it gets.",
      fields: {
        http_api: true,
        tags: ["utility"],
        before_hook: 'debug("about to fail", input.payload)\nraise RuntimeError("told to fail")',
      },
    },
    {
      name: "teapot",
      description: "Answers with a status and headers of its own.",
      fields: {
        http_api: true,
        tags: ["utility"],
        on_success_hook:
          'output["payload"] = {"kind": "teapot"}\noutput["status"] = 418\noutput["headers"] = {"X-Brewed-By": "harrow-creek"}',
      },
    },
    {
      name: "no-history",
      description: "Keeps no run history: run_history_id is null.",
      fields: {
        http_api: true,
        tags: ["utility"],
        on_success_hook: 'output["payload"] = {"kept": False}',
      },
      config: { store_run_history: false },
    },
    {
      name: "no-config",
      description: "Has no integration config, so that every run fails.",
      fields: { http_api: true, tags: ["utility"] },
      config: false,
    },
    {
      name: "status-board",
      description: "Renders the state of the interfaces as a page.",
      fields: {
        tags: ["utility"],
        on_success_hook: 'output["payload"] = "<h1>All interfaces are up</h1>"',
      },
    },
  ];
  if (environment !== "dev") return everywhere;
  return [
    ...everywhere,
    {
      name: "instant-payments-pilot",
      description: "First steps towards instant payments. In development only.",
      fields: { http_api: true, tags: ["payments", "pilot"] },
      requests: [
        {
          plan: { system: "HTTP", service_name: "Instant Payments", formula_variable: "payment" },
          mappings: [],
        },
      ],
    },
  ];
}
