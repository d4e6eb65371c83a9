import { describe, expect, it } from "vitest";
import { MemoryChanges, type ChangeEvent } from "./changes.ts";

const event: ChangeEvent = { change: { kind: "tools" } };

describe("MemoryChanges", () => {
  it("reaches every listener, also beside one that throws or leaves while it is told", () => {
    const changes = new MemoryChanges();
    const heard: string[] = [];
    changes.subscribe(() => {
      throw new Error("broken");
    });
    const leave = changes.subscribe(() => {
      heard.push("first");
      leave();
    });
    changes.subscribe(() => void heard.push("second"));
    changes.publish(event);
    changes.publish(event);
    expect(heard).toEqual(["first", "second", "second"]);
    expect(changes.listeners).toBe(2);
  });

  it("counts the same listener twice when it subscribed twice", () => {
    const changes = new MemoryChanges();
    let heard = 0;
    const listener = (): void => void (heard += 1);
    const leave = changes.subscribe(listener);
    changes.subscribe(listener);
    changes.publish(event);
    leave();
    leave();
    changes.publish(event);
    expect(heard).toBe(3);
  });
});
