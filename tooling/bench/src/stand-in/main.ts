// One imitation of a vendor as a process of its own: no delay, no state, records of published sizes.
import { createServer } from "node:http";
import type { StandIn } from "./stand-in.ts";

const name = process.argv[2] ?? "";
const { standIn } = (await import(`./${name}.ts`)) as { standIn: StandIn };

let requests = 0;
const server = createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
  const url = request.url ?? "/";
  request.resume();
  if (url === "/bench/requests") {
    response.end(String(requests));
    return;
  }
  const { status, type, body, headers = {}, signsIn } = standIn(request.method ?? "GET", url);
  if (signsIn !== true) requests += 1;
  response.writeHead(status, {
    ...headers,
    "Content-Type": type,
    "Content-Length": body.byteLength,
  });
  response.end(body);
});
server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  if (typeof address === "object" && address !== null) process.stdout.write(`${address.port}\n`);
});
