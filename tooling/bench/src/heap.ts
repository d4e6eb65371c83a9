import { pause, within, type Child } from "./children.ts";

/** Asks a process that was started with `--inspect=127.0.0.1:0` for its heap. */
export class HeapProbe {
  readonly #socket: WebSocket;
  readonly #waiting = new Map<number, (result: Record<string, unknown>) => void>();
  #lastId = 0;

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.addEventListener("message", (event) => {
      const answer = JSON.parse(String(event.data)) as {
        id?: number;
        result?: Record<string, unknown>;
      };
      if (answer.id === undefined) return;
      this.#waiting.get(answer.id)?.(answer.result ?? {});
      this.#waiting.delete(answer.id);
    });
  }

  static async attach(child: Child): Promise<HeapProbe> {
    const address = /ws:\/\/\S+/.exec(child.messages())?.[0];
    if (address === undefined) throw new Error("The process does not listen for an inspector.");
    const socket = new WebSocket(address);
    const opened = new Promise<void>((resolve, reject) => {
      socket.addEventListener("open", () => resolve());
      socket.addEventListener("error", () => reject(new Error("The inspector refused.")));
    });
    await within(5, "Reaching the inspector", opened);
    return new HeapProbe(socket);
  }

  /** Bytes that live in the heap and outside of it for the heap's objects, after full collections. */
  async liveBytes(): Promise<number> {
    // Finalizers of one collection free what the next one finds.
    for (let round = 0; round < 3; round += 1) {
      await this.#send("HeapProfiler.collectGarbage");
      await pause(50);
    }
    const usage = await this.#send("Runtime.getHeapUsage");
    return Number(usage["usedSize"]) + Number(usage["backingStorageSize"] ?? 0);
  }

  close(): void {
    this.#socket.close();
  }

  #send(method: string): Promise<Record<string, unknown>> {
    this.#lastId += 1;
    const id = this.#lastId;
    const answered = new Promise<Record<string, unknown>>((resolve) =>
      this.#waiting.set(id, resolve),
    );
    this.#socket.send(JSON.stringify({ id, method }));
    return within(20, method, answered);
  }
}
