import { randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import { uploadRouteOf, type FaultApp } from "../app.ts";
import { LEAKY } from "../faults/describe.ts";
import { plainHeaders, type HttpAnswer, type HttpSession, type Sent } from "../program/http.ts";
import { bearer, openHttp, type HttpScene } from "../scene.ts";
import { until } from "../until.ts";

/** Opens an upload slot and gives its id and route. */
async function openSlot(
  app: FaultApp,
  session: HttpSession,
): Promise<{ id: string; path: string }> {
  const { result } = await session.request("tools/call", { name: app.uploadTool, arguments: {} });
  const text = JSON.stringify(result);
  const id = /\/upload\/([A-Za-z0-9_-]+)/.exec(text)?.[1];
  if (id === undefined) throw new Error(`No slot: ${text.slice(0, 400)}`);
  return { id, path: `${uploadRouteOf(app)}/${id}` };
}

const expectPlain = ({ text, headers }: HttpAnswer): void => {
  expect(text).not.toMatch(LEAKY);
  expect(headers["content-type"]).toMatch(/^application\/json/);
};

/** Registers attacks on the route that files come in by. */
export function describeUploads(app: FaultApp): void {
  const { uploadTool, fileCall } = app;
  if (uploadTool === undefined || fileCall === undefined) return;

  describe(`${app.title}'s upload route`, () => {
    it.concurrent(
      "takes bytes from the owner of a slot alone, once",
      { timeout: 30_000 },
      async (context) => {
        const scene = await openHttp(app, context, { variables: { MCP_DEADLINE_SECONDS: "10" } });
        const session = await scene.server.open(bearer("editor"));
        const put = async (more: Sent, status: number): Promise<void> => {
          const answer = await scene.server.send({ method: "PUT", body: "bytes", ...more });
          expect(answer.status, `${more.path} ${answer.text}`).toBe(status);
          expectPlain(answer);
        };
        const { path } = await openSlot(app, session);
        await put({ path }, 401);
        await put({ path: `${path}?token=x`, headers: {} }, 401);
        for (const role of ["viewer", "admin"] as const)
          await put({ path, headers: bearer(role) }, 403);
        const own = bearer("editor");
        const ids = [
          "nothing",
          "__proto__",
          "constructor",
          "%2e%2e%2fx",
          "..%2f..%2fetc%2fpasswd",
          "A".repeat(24),
          "A".repeat(3000),
        ];
        for (const id of ids)
          await put(
            { path: `${uploadRouteOf(app)}/${id}`, headers: own },
            id.length > 100 ? 414 : 404,
          ).catch(async () => {
            const answer = await scene.server.send({
              method: "PUT",
              path: `${uploadRouteOf(app)}/${id}`,
              headers: own,
              body: "x",
            });
            expect([400, 404, 414]).toContain(answer.status);
          });
        for (const method of ["POST", "GET", "DELETE", "PATCH"]) {
          const answer = await scene.server.send({
            method,
            path,
            headers: { ...plainHeaders, ...own },
          });
          expect([404, 405], method).toContain(answer.status);
        }
        await put({ path, headers: own, body: "" }, 400);
        await put({ path, headers: { ...own, origin: "https://evil.example" } }, 403);
        await put({ path, headers: { ...own, host: "evil.example" } }, 403);
        await put({ path, headers: { ...own, "x-file-name": "..%2f..%2fetc%2fpasswd.png" } }, 200);
        await put({ path, headers: own }, 409);
        await scene.finish(scene.server.said);
      },
    );

    it.concurrent("hands a file to its owner alone, under a plain name", async (context) => {
      const scene = await openHttp(app, context, { variables: { MCP_DEADLINE_SECONDS: "10" } });
      const session = await scene.server.open(bearer("editor"));
      const { id, path } = await openSlot(app, session);
      const sent = await scene.server.send({
        method: "PUT",
        path,
        headers: { ...bearer("editor"), "x-file-name": "..%2f..%2fetc%2fpasswd.png" },
        body: randomBytes(100),
      });
      expect(sent.status).toBe(200);
      const call = {
        tool: fileCall.call.tool,
        given: { ...fileCall.call.given, [fileCall.upload]: id },
      };
      const stolen = await (await scene.server.open(bearer("admin"))).call(call);
      expect(stolen.code, stolen.text).toBe("not_found");
      await session.call(call);
      const written = (): number =>
        scene.vendor.requests().filter(({ method }) => method === "POST").length;
      expect(written()).toBe(1);
      expect(JSON.stringify(scene.vendor.requests())).not.toMatch(/etc\/passwd|\.\.\//);
      await session.call(call);
      expect(written(), "a repeat sends nothing").toBe(1);
      const other = await session.call({
        ...call,
        given: { ...call.given, file_name: "other.png" },
      });
      expect(other.code, `a slot holds once: ${other.text}`).toBe("not_found");
      await scene.finish(scene.server.said);
    });

    it.concurrent(
      "takes no more than it can hold, and a broken upload can begin again",
      { timeout: 30_000 },
      async (context) => {
        const scene = await openHttp(app, context, { variables: { MCP_DEADLINE_SECONDS: "10" } });
        const session = await scene.server.open(bearer("editor"));
        const { path } = await openSlot(app, session);
        const large = Buffer.alloc(26 * 1024 * 1024);
        for (const chunked of [false, true]) {
          const answer = await scene.server.send({
            method: "PUT",
            path,
            headers: {
              ...bearer("editor"),
              ...(chunked ? { "content-length": undefined, "transfer-encoding": "chunked" } : {}),
            },
            body: large,
          });
          expect(answer.status, answer.text).toBe(413);
          expectPlain(answer);
        }
        await breakOff(scene, path);
        let again = "";
        await until("the slot is free again", async () => {
          const answer = await scene.server.send({
            method: "PUT",
            path,
            headers: bearer("editor"),
            body: "whole",
          });
          again = `${answer.status} ${answer.text}`;
          return answer.status !== 409;
        });
        expect(again).toMatch(/^200 /);
        await scene.finish(scene.server.said);
      },
    );

    it.concurrent("gives one caller a bounded number of slots", async (context) => {
      const scene = await openHttp(app, context);
      const session = await scene.server.open(bearer("editor"));
      let refused = "";
      for (let slot = 0; slot < 200 && refused === ""; slot += 1) {
        const answer = await session.call({ tool: uploadTool, given: {} });
        if (answer.isError) refused = answer.code ?? "";
      }
      expect(refused).toBe("rate_limited");
      await openSlot(app, await scene.server.open(bearer("admin")));
      await scene.finish(scene.server.said);
    });
  });
}

/** A client that goes away in the middle of its bytes. */
async function breakOff(scene: HttpScene, path: string): Promise<void> {
  const socket = scene.server.socket();
  let heard = "";
  socket.on("data", (bytes: Buffer) => (heard += bytes.toString()));
  socket.write(
    `PUT ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: ${bearer("editor").authorization}\r\nContent-Length: 1000\r\nExpect: 100-continue\r\n\r\nhalf`,
  );
  await until("the server takes the upload", () => heard.startsWith("HTTP/1.1 100"));
  socket.destroy();
}
