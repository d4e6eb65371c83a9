import type { IncomingMessage } from "node:http";
import type { Principal } from "../../define/index.ts";
import { UploadRefused, type UploadStore } from "../../uploads/index.ts";
import { rpc } from "../json-rpc.ts";
import { HttpProblem } from "./answer.ts";
import { declaredLength } from "./body.ts";

/** The file name that a caller gives with its bytes, percent-encoded or plain. */
function fileNameOf(request: IncomingMessage): string | undefined {
  const value = request.headers["x-file-name"];
  if (typeof value !== "string" || value.trim() === "") return undefined;
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}

/**
 * Fills an upload slot from a request's body. Throws HttpProblem: 404 for a slot that does not exist or has expired,
 * 403 for another caller's, 409 for one that is filled, 413 for too many bytes, 400 for none.
 */
export async function receiveUpload(
  store: UploadStore,
  principal: Principal,
  id: string,
  request: IncomingMessage,
): Promise<{ upload_id: string; bytes: number; status: "stored" }> {
  const length = declaredLength(request);
  const fileName = fileNameOf(request);
  try {
    // A refusal must not end the connection, or the client would never read it.
    const body = request.iterator({ destroyOnReturn: false });
    const bytes = await store.fill(principal.binding, id, body, {
      ...(length === undefined ? {} : { length }),
      ...(fileName === undefined ? {} : { fileName }),
    });
    return { upload_id: id, bytes, status: "stored" };
  } catch (error) {
    if (error instanceof UploadRefused)
      throw new HttpProblem(error.status, rpc.refused, error.message);
    throw error;
  }
}
