import { ok } from "../errors.ts";
import { addResource, type AddRoute } from "../engine.ts";
import { actions, addActions } from "./actions.ts";
import { addAgents, agents } from "./agents.ts";
import { customerResources } from "./customers.ts";
import { instanceInfo } from "./instance.ts";
import { setupResources } from "./setup.ts";
import { ticketResources } from "./tickets.ts";

/** Adds every route of the imitation, in no particular order. */
export function addAllRoutes(add: AddRoute): void {
  addActions(add);
  addAgents(add);
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
