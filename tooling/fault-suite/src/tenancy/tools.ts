import type { Headers } from "../program/http.ts";
import type { HttpScene } from "../scene.ts";

/** Names of the tools that a caller sees. */
export async function toolsOf(scene: HttpScene, headers: Headers): Promise<readonly string[]> {
  const session = await scene.server.open(headers);
  const { result } = await session.request("tools/list");
  return ((result?.["tools"] ?? []) as { name: string }[]).map(({ name }) => name);
}
