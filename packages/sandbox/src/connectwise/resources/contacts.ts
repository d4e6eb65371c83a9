import { allow, changedBy, type Call } from "../call.ts";
import { bodyOf, listRows, type Add } from "../engine.ts";
import { conflict, invalidObject, notFound } from "../errors.ts";
import { isFields, number, text, type Fields, type Json, type Row } from "../model.ts";
import { readPatch } from "../patch.ts";
import { selectionOf } from "../query.ts";
import { answer, EVERYTHING, findRecord, noContent, show, type Resource } from "../resource.ts";
import { readFields } from "../write.ts";

/** The people at companies. */
export const contacts: Resource = {
  path: "/company/contacts",
  table: "contacts",
  schema: "Contact",
  label: "Contact",
  operations: EVERYTHING,
  module: "contacts",
  within: { site: { field: "company", label: "Company", child: "Site" } },
  readOnly: ["types", "defaultPhoneType", "defaultPhoneNbr"],
  transient: ["ignoreDuplicates", "typeIds", "portalPassword"],
  unfilterable: ["communicationItems"],
  required: () => ["firstName"],
  defaults: () => ({
    inactiveFlag: false,
    defaultFlag: false,
    defaultBillingFlag: false,
    disablePortalLoginFlag: false,
    marriedFlag: false,
    childrenFlag: false,
    unsubscribeFlag: false,
    types: [],
    communicationItems: [],
  }),
  check(call, draft) {
    if (draft.given["communicationItems"] !== undefined) {
      draft.row["communicationItems"] = storedItems(call, draft.row["communicationItems"]);
    }
    const ids = draft.given["typeIds"];
    if (Array.isArray(ids) && draft.before === undefined) draft.row["types"] = ids;
    followCommunication(draft.row);
  },
  removing(call, row) {
    const tickets = call.state.store.table("tickets");
    const used = tickets.by("contact", row.id);
    if (used.length === 0) return;
    const heir = Number(call.query.get("transfercontactid") ?? "");
    if (!call.state.store.table("contacts").get(heir)) {
      throw conflict(`Contact ${row.id} is in use; name a transferContactId.`);
    }
    for (const ticket of used) tickets.update(ticket, { contact: heir });
  },
  links: ["communications", "notes", "typeAssociations"],
};

/** Communication items as they are kept: their type by id, and a kind that follows from it. */
function storedItems(call: Call, items: Json): Json[] {
  if (!Array.isArray(items)) return [];
  return items.filter(isFields).map((item, index) => {
    const type = isFields(item["type"]) ? item["type"]["id"] : item["type"];
    const known = call.state.store.table("communicationTypes").get(number({ type }, "type") ?? 1);
    return {
      ...item,
      id: item["id"] ?? 950_000 + index,
      type: known?.id ?? 1,
      communicationType: item["communicationType"] ?? kindOf(known),
    };
  });
}

function kindOf(type: Row | undefined): string {
  if (type?.["phoneFlag"] === true) return "Phone";
  return type?.["faxFlag"] === true ? "Fax" : "Email";
}

/** The first e-mail address and the first number are what other records show. */
function followCommunication(row: Fields): void {
  const items = Array.isArray(row["communicationItems"])
    ? row["communicationItems"].filter(isFields)
    : [];
  const best = (kind: string): Fields | undefined => {
    const some = items.filter((item) => item["communicationType"] === kind);
    return some.find((item) => item["defaultFlag"] === true) ?? some[0];
  };
  row["_email"] = best("Email")?.["value"];
  row["defaultPhoneNbr"] = best("Phone")?.["value"];
  row["defaultPhoneType"] = row["defaultPhoneNbr"] === undefined ? undefined : "Direct";
}

function underContact(name: string, kind: string): Resource {
  return {
    path: `/company/contacts/:contact/${name}`,
    table: "contacts",
    schema: kind,
    label: "Communication",
    operations: EVERYTHING,
    module: "contacts",
  };
}

const communications = underContact("communications", "ContactCommunication");

function ownerOf(call: Call): Row {
  const id = call.parameters["contact"] ?? "";
  return findRecord({ ...call, parameters: { id } }, contacts);
}

function itemsOf(contact: Row): Row[] {
  const items = contact["communicationItems"];
  return Array.isArray(items)
    ? (items.filter(isFields) as Row[]).map((item) => ({ ...item, contactId: contact.id }))
    : [];
}

function itemOf(call: Call, contact: Row): Row {
  const id = call.parameters["item"] ?? "";
  const item = itemsOf(contact).find((one) => String(one.id) === id);
  if (!item) throw notFound(`Communication ${id} not found`);
  return item;
}

/** Adds the numbers and addresses of a contact as records of their own. */
export function addCommunications(add: Add): void {
  const { path } = communications;
  const keep = (call: Call, contact: Row, items: readonly Fields[]): void => {
    const changed: Fields = { communicationItems: items.map((item) => ({ ...item })) };
    followCommunication(changed);
    call.state.store.table("contacts").update(contact, { ...changed, ...changedBy(call) });
  };
  add("GET", path, (call) =>
    listRows(call, communications, itemsOf(ownerOf(call)), selectionOf(call)),
  );
  add("GET", `${path}/count`, (call) => answer(200, { count: itemsOf(ownerOf(call)).length }));
  add("POST", path, (call) => {
    const contact = ownerOf(call);
    allow(call, "contacts", "edit", true);
    const problems: Parameters<typeof readFields>[4] = [];
    const given = readFields(call, communications, bodyOf(call), {}, problems);
    if (text(given, "value") === "") {
      problems.push({
        code: "MissingRequiredField",
        message: "value is required.",
        resource: "communication",
        field: "value",
      });
    }
    if (problems.length > 0) throw invalidObject("communication", problems);
    const items = itemsOf(contact);
    const id = Math.max(900_000, ...items.map((item) => item.id)) + 1;
    const made = storedItems(call, [{ ...given, id }]).find(isFields);
    keep(call, contact, [...items, made ?? {}]);
    return answer(201, show(call, communications, { ...made, id, contactId: contact.id }));
  });
  add("GET", `${path}/:item`, (call) =>
    answer(200, show(call, communications, itemOf(call, ownerOf(call)))),
  );
  add("PATCH", `${path}/:item`, (call) => {
    const contact = ownerOf(call);
    allow(call, "contacts", "edit", true);
    const before = itemOf(call, contact);
    const problems: Parameters<typeof readFields>[4] = [];
    const given = readFields(
      call,
      communications,
      readPatch(call, communications),
      before,
      problems,
    );
    if (problems.length > 0) throw invalidObject("communication", problems);
    const changed = { ...before, ...given };
    const items = itemsOf(contact).map((item) => (item.id === before.id ? changed : item));
    keep(call, contact, items);
    return answer(200, show(call, communications, changed));
  });
  add("DELETE", `${path}/:item`, (call) => {
    const contact = ownerOf(call);
    allow(call, "contacts", "edit", true);
    const items = itemsOf(contact);
    const left = items.filter((item) => String(item.id) !== call.parameters["item"]);
    if (left.length === items.length) {
      throw notFound(`Communication ${call.parameters["item"] ?? ""} not found`);
    }
    keep(call, contact, left);
    return noContent();
  });
}

/** What is noted about a contact. */
export const contactNotes: Resource = {
  path: "/company/contacts/:contact/notes",
  table: "contactNotes",
  schema: "ContactNote",
  label: "Contact Note",
  operations: EVERYTHING,
  module: "contacts",
  parent: { parameter: "contact", table: "contacts", label: "Contact", field: "contactId" },
  readOnly: ["enteredBy"],
  defaults: (call) => ({ flagged: false, type: 1, enteredBy: call.principal.identifier }),
};
