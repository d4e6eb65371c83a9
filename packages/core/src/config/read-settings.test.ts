import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Setting, Settings } from "../define/index.ts";
import { PsaError, redactText } from "../errors/index.ts";
import { declaredSettings } from "./core-settings.ts";
import {
  readSettings,
  withSettings,
  type CommandShape,
  type ReadSettings,
} from "./read-settings.ts";

const acme = {
  id: "acme",
  envPrefix: "ACME",
  title: "Acme Docs",
  limits: { requests: 3000, windowSeconds: 300, concurrency: 8 },
  settings: [
    {
      key: "apiKey",
      env: "ACME_API_KEY",
      kind: "text",
      secret: true,
      description: "API key.",
      group: "vendor",
    },
    {
      key: "region",
      env: "ACME_REGION",
      flag: "--region",
      kind: "choice",
      choices: ["us", "eu", "au"],
      default: "us",
      description: "Region.",
      group: "vendor",
    },
    {
      key: "baseUrl",
      env: "ACME_BASE_URL",
      flag: "--base-url",
      kind: "url",
      description: "Address.",
      group: "vendor",
    },
    {
      key: "advanced",
      env: "ACME_ADVANCED",
      flag: "--advanced",
      kind: "boolean",
      default: false,
      description: "More tools.",
      group: "vendor",
    },
  ],
} as const satisfies { settings: readonly Setting[]; [key: string]: unknown };

const declared = declaredSettings(acme);
const commands: readonly CommandShape[] = [
  { name: "serve", description: "Serve" },
  {
    name: "tools",
    description: "List tools",
    options: [
      { key: "json", flag: "--json", kind: "boolean", default: false, description: "JSON." },
    ],
  },
  { name: "config", description: "Configuration", argument: "<client>" },
];

function read(
  argv: readonly string[] = [],
  env: Record<string, string> = {},
  files: Record<string, string> = {},
): ReadSettings {
  return readSettings({
    declared,
    argv,
    env,
    commands,
    readFile: (path) => {
      const text = files[path];
      if (text === undefined) throw Object.assign(new Error("missing"), { code: "ENOENT" });
      return text;
    },
  });
}

const settings = (argv: readonly string[], env: Record<string, string> = {}): Settings =>
  read(argv, env).settings;

function mistake(run: () => unknown): string {
  try {
    run();
  } catch (thrown) {
    expect(thrown).toBeInstanceOf(PsaError);
    const error = thrown as PsaError;
    expect(error.code).toBe("configuration");
    expect(error.message).not.toContain("\n");
    return error.message;
  }
  throw new Error("nothing was refused");
}

describe("variables", () => {
  // One row for every variable, its older names and its flag; the value that is read and what it becomes.
  const rows: readonly (readonly [
    key: string,
    names: readonly string[],
    text: string,
    value: unknown,
  ])[] = [
    ["transport", ["TRANSPORT", "MCP_TRANSPORT"], "HTTP", "http"],
    ["port", ["PORT", "MCP_PORT"], "8080", 8080],
    ["host", ["HOST", "MCP_HOST"], "0.0.0.0", "0.0.0.0"],
    [
      "publicUrl",
      ["MCP_PUBLIC_URL", "PUBLIC_BASE_URL"],
      "https://mcp.example.com/",
      "https://mcp.example.com",
    ],
    ["trustProxy", ["MCP_TRUST_PROXY"], "1", "1"],
    [
      "allowedHosts",
      ["ALLOWED_HOSTS", "MCP_ALLOWED_HOSTS"],
      "a.example, b.example",
      ["a.example", "b.example"],
    ],
    [
      "allowedOrigins",
      ["ALLOWED_ORIGINS", "MCP_ALLOWED_ORIGINS"],
      "https://a.example",
      ["https://a.example"],
    ],
    ["allowUnauthenticated", ["MCP_ALLOW_UNAUTHENTICATED"], "1", true],
    ["tokensViewer", ["MCP_TOKENS_VIEWER"], "ann:viewer-token-123", "ann:viewer-token-123"],
    ["tokensEditor", ["MCP_TOKENS_EDITOR"], "bob:editor-token-123", "bob:editor-token-123"],
    ["tokensAdmin", ["MCP_TOKENS_ADMIN"], "cy:admin-token-1234", "cy:admin-token-1234"],
    ["callerKeys", ["CLIENT_ACME_KEYS"], "open", "open"],
    ["callerKeysRole", ["CLIENT_ACME_KEYS_ROLE"], "token", "token"],
    ["sessions", ["MCP_SESSIONS"], "off", "off"],
    ["sessionIdleSeconds", ["MCP_SESSION_IDLE_SECONDS"], "5m", 300],
    ["sessionLimit", ["MCP_SESSION_LIMIT"], "10", 10],
    ["sessionLimitPerPrincipal", ["MCP_SESSION_LIMIT_PER_PRINCIPAL"], "2", 2],
    ["toolsets", ["MCP_TOOLSETS", "ACME_TOOLSETS"], "lean", ["lean"]],
    ["readOnly", ["MCP_READ_ONLY"], "true", true],
    ["allowTools", ["MCP_ALLOW_TOOLS"], "a_*,b", ["a_*", "b"]],
    ["denyTools", ["MCP_DENY_TOOLS"], "c", ["c"]],
    ["allowSecrets", ["MCP_ALLOW_SECRETS"], "yes", true],
    ["confirm", ["MCP_CONFIRM"], "always", "always"],
    ["results", ["MCP_RESULTS"], "both", "both"],
    ["resultTokens", ["MCP_RESULT_TOKENS"], "9000", 9000],
    ["idempotencySeconds", ["MCP_IDEMPOTENCY_SECONDS"], "0", 0],
    [
      "signingKey",
      ["MCP_SIGNING_KEY"],
      "a-key-of-many-bytes-in-a-row",
      "a-key-of-many-bytes-in-a-row",
    ],
    ["logLevel", ["LOG_LEVEL", "MCP_LOG_LEVEL"], "debug", "debug"],
    ["auditFile", ["MCP_AUDIT_FILE"], "/var/log/audit", "/var/log/audit"],
    ["deadlineSeconds", ["MCP_DEADLINE_SECONDS"], "45", 45],
    ["rateWaitSeconds", ["MCP_RATE_WAIT_SECONDS"], "3", 3],
    ["rateLimit", ["MCP_RATE_LIMIT"], "100", 100],
    ["bodyLimitMegabytes", ["MCP_BODY_LIMIT_MB"], "8", 8],
    ["uploadStaging", ["UPLOAD_STAGING"], "azure-blob", "azure-blob"],
    [
      "azureConnectionString",
      ["AZURE_STORAGE_CONNECTION_STRING"],
      "AccountName=a;AccountKey=k",
      "AccountName=a;AccountKey=k",
    ],
    ["azureAccount", ["AZURE_STORAGE_ACCOUNT"], "acct", "acct"],
    ["azureContainer", ["AZURE_STORAGE_CONTAINER"], "files", "files"],
    ["fileRoots", ["MCP_FILE_ROOTS"], "/srv/My Files,/tmp", ["/srv/My Files", "/tmp"]],
    ["shutdownSeconds", ["MCP_SHUTDOWN_SECONDS"], "2", 2],
    ["sandbox", ["MCP_SANDBOX"], "on", true],
    ["apiKey", ["ACME_API_KEY"], "K.12345678", "K.12345678"],
    ["region", ["ACME_REGION"], "EU", "eu"],
    ["baseUrl", ["ACME_BASE_URL"], "http://127.0.0.1:9/api//", "http://127.0.0.1:9/api"],
    ["advanced", ["ACME_ADVANCED"], "1", true],
  ];

  it("has a row here for every setting", () => {
    expect(rows.map(([key]) => key).toSorted()).toEqual(
      declared.map((setting) => setting.key).toSorted(),
    );
  });

  it.each(rows)("%s is read from each of its names", (key, names, text, value) => {
    for (const name of names) {
      const result = read([], { [name]: text });
      expect(result.settings[key]).toEqual(value);
      expect(result.sources[key]).toBe(name);
    }
  });

  it("prefers the first name", () => {
    expect(settings([], { MCP_PORT: "1", PORT: "2" })["port"]).toBe(2);
    expect(settings([], { MCP_PORT: "1", PORT: "" })["port"]).toBe(1);
  });

  it("has the documented defaults", () => {
    expect(settings([])).toEqual(
      expect.objectContaining({
        transport: "stdio",
        port: 3000,
        host: "127.0.0.1",
        callerKeys: "with-token",
        callerKeysRole: "full",
        sessions: "on",
        sessionIdleSeconds: 1800,
        sessionLimit: 5000,
        sessionLimitPerPrincipal: 500,
        confirm: "auto",
        results: "text",
        resultTokens: 6000,
        idempotencySeconds: 120,
        logLevel: "info",
        deadlineSeconds: 30,
        rateWaitSeconds: 10,
        rateLimit: 3000,
        bodyLimitMegabytes: 4,
        uploadStaging: "off",
        azureContainer: "mcp-acme-uploads",
        shutdownSeconds: 10,
        region: "us",
        toolsets: undefined,
        apiKey: undefined,
      }),
    );
    expect(settings(["--transport", "http"])["uploadStaging"]).toBe("memory");
  });

  it("says what a bad value must be", () => {
    expect(mistake(() => settings([], { PORT: "eighty" }))).toBe(
      'PORT must be a whole number; it is "eighty".',
    );
    expect(mistake(() => settings([], { MCP_PORT: "65536" }))).toContain(
      "MCP_PORT must be between 0 and 65535",
    );
    expect(mistake(() => settings([], { TRANSPORT: "htttp" }))).toContain(
      "one of stdio, http (did you mean http?)",
    );
    expect(mistake(() => settings([], { MCP_READ_ONLY: "maybe" }))).toContain(
      "must be true or false",
    );
    expect(mistake(() => settings([], { ACME_BASE_URL: "ftp://x" }))).toContain(
      "https:// or http://",
    );
    expect(mistake(() => settings([], { ACME_BASE_URL: "https://u:p@x" }))).toContain(
      "user name or password",
    );
    expect(mistake(() => settings([], { MCP_DEADLINE_SECONDS: "soon" }))).toContain(
      "number of seconds",
    );
  });

  it("warns of a variable that is almost one of ours, and of no other", () => {
    const { warnings } = read([], {
      MCP_READONLY: "1",
      ACME_REGIO: "eu",
      MCP_SOMETHING_ELSE: "1",
      PATHS: "x",
      HOSTNAME: "box",
    });
    expect(warnings).toEqual([
      "MCP_READONLY is not a setting and is ignored; did you mean MCP_READ_ONLY?",
      "ACME_REGIO is not a setting and is ignored; did you mean ACME_REGION?",
    ]);
  });
});

describe("templates that nobody filled in", () => {
  it("count as unset", () => {
    const result = read([], {
      ACME_REGION: "${user_config.region}",
      ACME_API_KEY: "${user_config.api_key}",
    });
    expect(result.settings["region"]).toBe("us");
    expect(result.settings["apiKey"]).toBeUndefined();
    expect(result.templates).toEqual({ region: "ACME_REGION", apiKey: "ACME_API_KEY" });
    expect(result.warnings.join()).toContain("ACME_API_KEY still contains a template");
    expect(result.warnings.join()).not.toContain("ACME_REGION");
  });

  it("leave room for the next name and for flags", () => {
    expect(settings(["--port", "${PORT}"], { PORT: "${PORT}", MCP_PORT: "5" })["port"]).toBe(5);
  });

  it("are refused in a secret over HTTP", () => {
    const env = { TRANSPORT: "http", MCP_TOKENS_ADMIN: "${TOKEN}" };
    expect(mistake(() => settings([], env))).toContain(
      "MCP_TOKENS_ADMIN still contains a template",
    );
  });
});

describe("secrets", () => {
  it("are read from the file that NAME_FILE names, without its line break", () => {
    const result = read([], { ACME_API_KEY_FILE: "/run/key" }, { "/run/key": "K.from-file-1\n" });
    expect(result.settings["apiKey"]).toBe("K.from-file-1");
    expect(result.sources["apiKey"]).toBe("ACME_API_KEY_FILE");
  });

  it("take one role token a line", () => {
    const result = read(
      [],
      { MCP_TOKENS_EDITOR_FILE: "/t" },
      { "/t": "a:token-of-a-1\r\nb:token-of-b-1\n\n" },
    );
    expect(result.settings["tokensEditor"]).toBe("a:token-of-a-1,b:token-of-b-1");
  });

  it("refuse a file that is missing or empty, and a value beside a file", () => {
    expect(mistake(() => read([], { ACME_API_KEY_FILE: "/no" }))).toContain(
      "cannot be read (ENOENT)",
    );
    expect(mistake(() => read([], { ACME_API_KEY_FILE: "/e" }, { "/e": " \n" }))).toContain(
      "is empty",
    );
    const both = { ACME_API_KEY: "K.1234567", ACME_API_KEY_FILE: "/k" };
    expect(mistake(() => read([], both, { "/k": "x" }))).toContain("both set");
  });

  it("are masked from then on, also the key inside a connection string", () => {
    read([], {
      ACME_API_KEY: "K.masked-from-now-on",
      AZURE_STORAGE_CONNECTION_STRING:
        "AccountName=acct;AccountKey=c2VjcmV0LWtleQ==;EndpointSuffix=core.example",
    });
    expect(redactText("it was K.masked-from-now-on there")).toBe("it was [redacted] there");
    expect(redactText("c2VjcmV0LWtleQ==")).toBe("[redacted]");
    expect(redactText("EndpointSuffix core.example")).toContain("core.example");
  });

  it("do not read files for settings that are no secret", () => {
    expect(settings([], { PORT_FILE: "/port" })["port"]).toBe(3000);
  });
});

describe("flags", () => {
  it("win over variables, with a blank or an equals sign", () => {
    const env = { PORT: "1", TRANSPORT: "stdio", ACME_REGION: "us" };
    expect(settings(["--port", "2", "--transport=http", "--region=au"], env)).toMatchObject({
      port: 2,
      transport: "http",
      region: "au",
    });
    expect(read(["--port=2"], env).sources["port"]).toBe("--port");
  });

  it("cover every flag there is", () => {
    const values: Record<string, string> = {
      choice: "",
      integer: "7",
      list: "x,y",
      text: "abc",
      url: "https://e.example",
    };
    for (const setting of declared) {
      if (setting.flag === undefined) continue;
      const value =
        setting.kind === "choice" ? (setting.choices?.at(-1) ?? "") : (values[setting.kind] ?? "");
      const argv = setting.kind === "boolean" ? [setting.flag] : [setting.flag, value];
      expect(read(argv).sources[setting.key], setting.flag).toBe(setting.flag);
    }
  });

  it("take no value when they are switches, unless by an equals sign", () => {
    expect(settings(["--advanced"])["advanced"]).toBe(true);
    expect(settings(["--advanced=false"], { ACME_ADVANCED: "1" })["advanced"]).toBe(false);
    expect(mistake(() => read(["--advanced", "yes"]))).toContain("Unknown command");
  });

  it("join lists that are given twice; otherwise the last one counts", () => {
    expect(settings(["--toolsets", "a", "--toolsets=b,c"])["toolsets"]).toEqual(["a", "b", "c"]);
    expect(settings(["--port", "1", "--port", "2"])["port"]).toBe(2);
  });

  it("refuse what is unknown, with the nearest name", () => {
    expect(mistake(() => read(["--prot", "1"]))).toBe("Unknown flag --prot; did you mean --port?");
    expect(mistake(() => read(["--whatever-this-is"]))).toBe(
      "Unknown flag --whatever-this-is; see --help.",
    );
    expect(mistake(() => read(["--json"]))).toBe("--json belongs to the command tools.");
    expect(mistake(() => read(["--port"]))).toBe("--port needs a value.");
    expect(mistake(() => read(["--port", "--advanced"]))).toBe("--port needs a value.");
    expect(mistake(() => read(["--port=99999"]))).toContain("--port must be between");
  });

  it("never print a value that was typed in the wrong place", () => {
    expect(mistake(() => read(["--api-key=K.very-secret-99"]))).not.toContain("very-secret");
    expect(mistake(() => read(["K.very-secret-99"]))).not.toContain("very-secret");
  });
});

describe("commands", () => {
  it("serve when none is given", () => {
    expect(read([]).command).toBe("serve");
    expect(read(["--transport", "http"]).command).toBe("serve");
  });

  it("take their options and the settings in any order", () => {
    const result = read(["--toolsets", "all", "tools", "--json"]);
    expect(result.command).toBe("tools");
    expect(result.options).toEqual({ json: true });
    expect(result.settings["toolsets"]).toEqual(["all"]);
    expect(read(["config", "cursor", "--region", "eu"]).rest).toEqual(["cursor"]);
  });

  it("refuse unknown ones and further words", () => {
    expect(mistake(() => read(["tool"]))).toBe('Unknown command "tool"; did you mean tools?');
    expect(mistake(() => read(["dance"]))).toBe(
      'Unknown command "dance"; commands are serve, tools, config.',
    );
    expect(mistake(() => read(["tools", "extra"]))).toContain("takes no further words");
  });

  it("answer --help and --version whatever else is wrong", () => {
    expect(read(["--nonsense", "-h"], { PORT: "x" }).command).toBe("help");
    expect(read(["--version"], { ACME_API_KEY_FILE: "/no" }).command).toBe("version");
  });
});

describe("the result", () => {
  it("is frozen, lists included", () => {
    const result = settings([], { MCP_TOOLSETS: "a" });
    expect(Object.isFrozen(result)).toBe(true);
    expect(Object.isFrozen(result["toolsets"])).toBe(true);
    expect(Object.isFrozen(withSettings(result, { port: 1 }))).toBe(true);
    expect(withSettings(result, { port: 1 })["port"]).toBe(1);
  });

  it("is an error of one line or a value, whatever is typed", () => {
    fc.assert(
      fc.property(
        fc.array(fc.string()),
        fc.dictionary(fc.constantFrom(...declared.map(({ env }) => env)), fc.string()),
        (argv, env) => {
          try {
            expect(Object.isFrozen(read(argv, env).settings)).toBe(true);
          } catch (thrown) {
            expect(thrown).toBeInstanceOf(PsaError);
            expect((thrown as PsaError).message).not.toContain("\n");
          }
        },
      ),
    );
  });
});
