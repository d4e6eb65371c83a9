import { ok } from "../errors.ts";
import { addResource, type AddRoute } from "../engine.ts";
import { actions, addActions } from "./actions.ts";
import { addAdministration } from "./administration.ts";
import { addAgents, agents } from "./agents.ts";
import { addAssets } from "./assets.ts";
import { addAttachments } from "./attachments.ts";
import { customerResources } from "./customers.ts";
import { instanceInfo } from "./instance.ts";
import { addKnowledge } from "./knowledge.ts";
import { addReports } from "./reports.ts";
import { addSearch } from "./search.ts";
import { addSetup, setupResources } from "./setup.ts";
import { addTickets, ticketResources } from "./tickets.ts";
import { addTime } from "./time.ts";
import { addTrade } from "./trade.ts";

/** Adds every route of the imitation, in no particular order. */
export function addAllRoutes(add: AddRoute): void {
  addActions(add);
  addAgents(add);
  addAttachments(add);
  addTrade(add);
  addAssets(add);
  addTime(add);
  addKnowledge(add);
  addReports(add);
  addAdministration(add);
  addSearch(add);
  addSetup(add);
  addTickets(add);
  add("GET", "/InstanceInfo", (call) => ok(instanceInfo(call.state)));
  for (const resource of [
    ...ticketResources,
    actions,
    agents,
    ...customerResources,
    ...setupResources,
  ]) {
    addResource(add, resource);
  }
}
