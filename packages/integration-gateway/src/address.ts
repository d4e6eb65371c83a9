import { PsaError } from "@psa-mcp/core";

/** Path of an instance's MCP server; Django answers 301 or 500 without the slash at its end. */
export const MCP_PATH = "/integrations/mcp/";

/** Where an instance is, made of what people paste: its address, or that of its MCP server. */
export interface Instance {
  /** Address of the MCP server. */
  readonly url: string;
  readonly origin: string;
  /** True for a production instance, by its host (`glyueprod.…`). */
  readonly production: boolean;
  /** `dev`, `test` or `prod`, by its host. */
  readonly environment?: string;
  /** True when the slash at the end was missing and has been added. */
  readonly slashAdded: boolean;
}

/** Reads an instance's address. Throws PsaError `configuration`. */
export function readInstance(text: string, variable: string): Instance {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol) || url.username !== "") {
    throw new PsaError("configuration", `${variable} is not an https address.`, {
      advice: "Give the address of the instance, for example https://glyuedev.bank.example.",
    });
  }
  const slashAdded = url.pathname !== "/" && !url.pathname.endsWith("/");
  const path = url.pathname === "/" ? MCP_PATH : slashAdded ? `${url.pathname}/` : url.pathname;
  const environment = /^glyue(dev|test|prod)\./.exec(url.hostname)?.[1];
  return {
    url: `${url.origin}${path}`,
    origin: url.origin,
    production: environment === "prod",
    slashAdded,
    ...(environment === undefined ? {} : { environment }),
  };
}
