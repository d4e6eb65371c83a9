import { describe, expect, it } from "vitest";
import { concealed } from "./answers/records.ts";
import { secretNamed, withNamedSecrets } from "./secrets.ts";

const hands = (dryRun = false) => ({
  settings: { tickitiSecrets: "imap = p=a=ss \r\nowner=another-secret\n\nbroken line" },
  client: { dryRun },
});

describe("named secrets", () => {
  it("are found by name, with every character after the first equals sign", () => {
    expect(secretNamed(hands(), "imap")).toBe(" p=a=ss ");
    expect(secretNamed(hands(), "owner")).toBe("another-secret");
    expect(secretNamed(hands(true), "owner")).not.toContain("another");
    for (const name of ["", "none", "broken line", "__proto__"])
      expect(() => secretNamed(hands(), name)).toThrow(/no secret/);
  });

  it("take their place in a body, and secrets in the open are refused", () => {
    expect(withNamedSecrets({ smtp_password: "secret:owner", name: "x" }, hands())).toEqual({
      smtp_password: "another-secret",
      name: "x",
    });
    const nested = { mailbox: { smtp_password: "secret:owner" }, subject: "secret: a plan" };
    expect(withNamedSecrets(nested, hands())).toEqual({
      mailbox: { smtp_password: "another-secret" },
      subject: "secret: a plan",
    });
    for (const key of ["current_password", "ai_api_key", "pop_password", "password", "apikey"])
      expect(() => withNamedSecrets({ [key]: "hunter2" }, hands())).toThrow(/in the open/);
  });
});

describe("records", () => {
  it("lose their credentials at any depth, and nothing else", () => {
    expect(
      concealed({
        a: [{ smtp_password: "x", ai_api_key: "y", remote_token: "z", password: "" }],
        ai_api_key_set: true,
        tokens: 3,
        name: "n",
      }),
    ).toEqual({
      a: [
        {
          smtp_password: "[hidden]",
          ai_api_key: "[hidden]",
          remote_token: "[hidden]",
          password: "",
        },
      ],
      ai_api_key_set: true,
      tokens: 3,
      name: "n",
    });
  });
});
