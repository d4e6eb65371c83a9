import { describe, expect, it } from "vitest";
import { readClientInfo } from "./client-info.ts";

const expected = { clientId: "abcDEF123", clientSecret: "s3cret/+=value" };

describe("an OAuth client as people paste it", () => {
  it.each([
    ['{"client_id":"abcDEF123","client_secret":"s3cret/+=value"}'],
    ['{ "client_id" : "abcDEF123" , "client_secret" : "s3cret/+=value" }'],
    ["{client_id:abcDEF123,client_secret:s3cret/+=value}"],
    ["{'client_id':'abcDEF123','client_secret':'s3cret/+=value'}"],
    [String.raw`{\"client_id\":\"abcDEF123\",\"client_secret\":\"s3cret/+=value\"}`],
    ['{"clientId":"abcDEF123","clientSecret":"s3cret/+=value"}'],
  ])("%s", (text) => {
    expect(readClientInfo(text, "X")).toEqual(expected);
  });

  it("needs an id, and says how to give it without repeating what was given", () => {
    const wrong = (): unknown => readClientInfo('{"client_secret":"s3cret-of-somebody"}', "IG_X");
    expect(wrong).toThrow("IG_X holds no client_id");
    expect(wrong).not.toThrow("s3cret-of-somebody");
    expect(readClientInfo('{"client_id":"a"}', "X")).toEqual({ clientId: "a" });
  });
});
