import { once } from "node:events";
import { get } from "node:http";
import { fileURLToPath } from "node:url";
import { end, startNode, within, type Child } from "./children.ts";

/** The running imitation of a vendor. */
export interface StandInProcess {
  readonly url: string;
  /** Requests that it has answered. */
  requests(): Promise<number>;
  close(): Promise<void>;
}

export async function startStandIn(name: string): Promise<StandInProcess> {
  const program = fileURLToPath(new URL("stand-in/main.ts", import.meta.url));
  const child: Child = startNode([program, name], {}, "piped");
  const { stdout } = child.process;
  if (stdout === null) throw new Error("The stand-in has no output.");
  const ended = once(child.process, "exit").then(() => {
    throw new Error(`The stand-in ended: ${child.messages().slice(-500)}`);
  });
  const said = once(stdout, "data") as Promise<[Buffer]>;
  const [port] = await within(10, "Starting the stand-in", Promise.race([said, ended]));
  // It is ended on purpose later; that must not count as a failure.
  ended.catch(() => undefined);
  const url = `http://127.0.0.1:${port.toString("utf8").trim()}`;
  return {
    url,
    requests: async () => Number(await read(`${url}/bench/requests`)),
    close: () => end(child),
  };
}

function read(url: string): Promise<string> {
  return new Promise((resolve, reject) => {
    get(url, { agent: false }, (response) => {
      let text = "";
      response.setEncoding("utf8");
      response.on("data", (part: string) => (text += part));
      response.on("end", () => resolve(text));
    }).on("error", reject);
  });
}
