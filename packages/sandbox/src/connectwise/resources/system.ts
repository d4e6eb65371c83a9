import { randomBytes } from "node:crypto";
import { allow, type Call } from "../call.ts";
import { CALLBACK_TYPES } from "../callbacks.ts";
import { listRows, serve, type Add } from "../engine.ts";
import { denied, notFound } from "../errors.ts";
import { fullName, number, text, type Fields, type Row } from "../model.ts";
import { present } from "../present.ts";
import { selectionOf } from "../query.ts";
import { answer, EVERYTHING, READ, viewOf, type Operation, type Resource } from "../resource.ts";
import { level, roleNames, settingsOf } from "../security.ts";
import { schema } from "../schema/fields.ts";
import { problem } from "../write.ts";

const HIDDEN = ["hourlyCost", "hourlyRate", "billableForecast"];
const NO_DELETE: readonly Operation[] = ["list", "get", "create", "replace", "update"];

/** Rates and costs are shown to those who maintain members. */
function hideCosts(call: Call, _row: Row, shown: Fields): Fields {
  if (level(call.principal.role, "members", "edit") === "All") return shown;
  return Object.fromEntries(Object.entries(shown).filter(([name]) => !HIDDEN.includes(name)));
}

/** The system's own account is not in the list of members. */
const isListed = (row: Row): boolean => row["_hidden"] !== true;

const members: Resource = {
  path: "/system/members",
  table: "members",
  schema: "Member",
  label: "Member",
  operations: NO_DELETE,
  module: "members",
  where: isListed,
  unique: ["identifier"],
  transient: ["password", "token"],
  show: hideCosts,
};

const memberInfo: Resource = {
  path: "/system/info/members",
  table: "members",
  schema: "MemberInfo",
  label: "Member",
  operations: READ,
  where: isListed,
  show: (_call, row, shown) => ({ ...shown, fullName: fullName(row) }),
};

const callbacks: Resource = {
  path: "/system/callbacks",
  table: "callbacks",
  schema: "CallbackEntry",
  label: "Callback",
  operations: EVERYTHING,
  module: "setup",
  readOnly: ["memberId"],
  required: () => ["url", "objectId", "type", "level"],
  defaults: (call) => ({
    memberId: call.principal.member.id,
    payloadVersion: "3.0.0",
    inactiveFlag: false,
    isSoapCallbackFlag: false,
    isSelfSuppressedFlag: false,
  }),
  check(_call, { row, problems }) {
    const type = text(row, "type").toLowerCase();
    const known = CALLBACK_TYPES.find((one) => one.toLowerCase() === type);
    if (known !== undefined) row["type"] = known;
    else if (type !== "") {
      problems.push(problem(callbacks, "InvalidField", "type", `The field type is not valid.`));
    }
  },
};

const roleSettings: Resource = {
  path: "/system/securityRoles/:role/settings",
  table: "securityRoles",
  schema: "SecurityRoleSetting",
  label: "Setting",
  operations: READ,
};

function setup(path: string, table: string, kind: string, label: string): Resource {
  return { path, table, schema: kind, label, operations: EVERYTHING };
}

/** The short form of a setup table, for those who choose from it. */
function info(name: string, kind: string, label: string): Resource {
  return { path: `/system/info/${name}`, table: name, schema: kind, label, operations: READ };
}

/** Every resource of this file, for the addresses of references. */
export const systemResources: readonly Resource[] = [
  members,
  memberInfo,
  callbacks,
  setup("/system/members/types", "memberTypes", "MemberType", "Member Type"),
  { ...setup("/system/securityroles", "securityRoles", "SecurityRole", "Role"), operations: READ },
  setup("/system/departments", "departments", "Department", "Department"),
  {
    ...setup("/system/locations", "locations", "Location", "Location"),
    unfilterable: ["inactiveFlag"],
  },
  {
    ...setup("/system/userDefinedFields", "userDefinedFields", "UserDefinedField", "Custom Field"),
    operations: READ,
  },
  setup("/system/links", "links", "Link", "Link"),
  info("locations", "LocationInfo", "Location"),
  info("departments", "DepartmentInfo", "Department"),
];

/** Adds members, roles, callbacks and system information. */
export function addSystem(add: Add): void {
  for (const resource of systemResources) serve(add, resource);
  add("GET", "/system/info", () =>
    answer(200, {
      version: "v2026.1.95220",
      isCloud: true,
      serverTimeZone: "GMT Standard Time",
      cloudRegion: "Sandbox",
      licenseBits: [
        { name: "Service", activeFlag: true },
        { name: "Procurement", activeFlag: true },
        { name: "Marketing", activeFlag: false },
      ],
    }),
  );
  add("GET", roleSettings.path, (call) => {
    const role = Number(call.parameters["role"]);
    if (!roleNames().some(([id]) => id === role)) throw notFound(`Role ${role} not found`);
    return listRows(call, roleSettings, settingsOf(role), selectionOf(call));
  });
  add("GET", "/system/myAccount", (call) => {
    if (call.state.switches.myAccount === "absent") {
      throw notFound("The requested URL was not found.");
    }
    return answer(200, account(call, call.principal.member));
  });
  add("GET", "/system/myAccount/:id", (call) => {
    const id = Number(call.parameters["id"]);
    if (id !== call.principal.member.id) throw denied();
    return answer(200, account(call, call.principal.member));
  });
  add("POST", "/system/members/:member/tokens", (call) => {
    allow(call, "members", "edit", false);
    const wanted = (call.parameters["member"] ?? "").toLowerCase();
    const table = call.state.store.table("members");
    const member = table.all().find((row) => text(row, "identifier").toLowerCase() === wanted);
    if (!member) throw notFound(`Member ${wanted} not found`);
    const publicKey = `SANDBOXpub${randomBytes(6).toString("hex")}`;
    const privateKey = `SANDBOXprv${randomBytes(6).toString("hex")}`;
    call.state.issued.set(`${publicKey}:${privateKey}`, number(member, "id") ?? 0);
    return answer(200, { publicKey, privateKey });
  });
}

function account(call: Call, member: Row): Fields {
  return hideCosts(call, member, present(viewOf(call), schema("MyAccount"), member));
}
