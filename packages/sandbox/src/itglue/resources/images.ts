import type { Answer } from "../../http/message.ts";
import type { Router } from "../../http/router.ts";
import { findRow, pathId, sees, type Call } from "../call.ts";
import { invalid, notVisible, parameterMissing, recordNotFound } from "../errors.ts";
import { itemAnswer, kebabKeys, noContent, readOne, type Sent } from "../json-api.ts";
import { isObject, number, type Attributes, type Json, type Row } from "../model.ts";
import { newDates } from "../resource.ts";
import type { Handler } from "../routes.ts";
import { isWholeImage } from "./image-check.ts";
import { imageAttributes } from "./section-content.ts";

const TYPE = "document-images";

/** Adds the images. They have no list: sections carry them. */
export function addImageRoutes(router: Router<Handler>): void {
  router.add("POST", "/document_images", create);
  router.add("GET", "/document_images/:id", (call) => itemAnswer(200, toImage(call, find(call))));
  router.add("DELETE", "/document_images/:id", (call) => {
    // The img tags in sections stay until those are saved again.
    call.state.store.table("document_images").remove(find(call).id);
    return noContent();
  });
}

function toImage(call: Call, image: Row): Sent {
  return {
    id: String(image.id),
    type: TYPE,
    attributes: imageAttributes(call, image),
    relationships: {},
  };
}

function find(call: Call): Row {
  const image = call.state.store.image(pathId(call, "id"));
  if (!image) throw recordNotFound();
  const document = call.state.store.table("documents").get(number(image, "document-id") ?? 0);
  if (!document) throw recordNotFound();
  if (!sees(call, "documents", document)) throw notVisible();
  return image;
}

function create(call: Call): Answer {
  const { attributes } = readOne(call, TYPE);
  const target = readTarget(call, attributes["target"]);
  const image = attributes["image"];
  if (!isObject(image)) throw parameterMissing("image");
  const { content, name } = readImage(kebabKeys(image));
  const row = call.state.store.table("document_images").insert({
    name,
    size: content.length,
    ...target,
    ...newDates(call),
  });
  call.state.store.files.set(`images/${row.id}`, content);
  return itemAnswer(201, toImage(call, row));
}

function readTarget(call: Call, target: Json | undefined): Attributes {
  if (!isObject(target)) throw parameterMissing("target");
  const id = Number(target["id"]);
  const kind = target["type"];
  if (kind === "document") {
    const document = findRow(call, "documents", id);
    return {
      "document-id": document.id,
      "document-gallery-id": null,
      target: { type: "document", id: document.id },
    };
  }
  if (kind !== "gallery") throw invalid("is not included in the list", "data/attributes/target");
  const found = call.state.store.gallery(id);
  if (!found) throw invalid("must exist", "data/attributes/target");
  if (!sees(call, "documents", found.document)) throw notVisible();
  return {
    "document-id": found.document.id,
    "document-gallery-id": id,
    target: { type: "gallery", id },
  };
}

function readImage(image: Attributes): { content: Buffer; name: string } {
  const encoded = image["content"];
  const name = image["file-name"];
  if (typeof encoded !== "string" || encoded === "") throw parameterMissing("content");
  const content = decodeBase64(encoded);
  if (!content || !isWholeImage(content)) {
    throw invalid("Paperclip::Errors::NotIdentifiedByImageMagickError", "data/attributes/image");
  }
  return { content, name: typeof name === "string" && name !== "" ? name : "image.png" };
}

/** Decodes strict base64: no spaces, no data prefix, right padding. */
export function decodeBase64(encoded: string): Buffer | undefined {
  // A regular expression over many megabytes of groups would be slow; a character class is not.
  if (encoded.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(encoded)) return undefined;
  return Buffer.from(encoded, "base64");
}
