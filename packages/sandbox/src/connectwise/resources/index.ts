// Every family of records that the imitation serves.
import { serve, type Add } from "../engine.ts";
import type { Resource } from "../resource.ts";
import { addAudit } from "./audit.ts";
import { addBoards, boardResources } from "./boards.ts";
import { addBusiness, businessResources } from "./business.ts";
import { addCompanies, companyResources } from "./companies.ts";
import { addConfigurations, configurationResources } from "./configurations.ts";
import { addDocuments, documentResources } from "./documents.ts";
import { addSchedule, scheduleResources } from "./schedule.ts";
import { addSystem, systemResources } from "./system.ts";
import { addTicketChildren } from "./ticket-children.ts";
import { addTime, timeResources } from "./time.ts";
import { addTrade, tradeResources } from "./trade.ts";
import { projectTickets, serviceTickets } from "./tickets.ts";

/** Adds all routes, and notes where the records of each table live. */
export function addAllRoutes(add: Add, paths: Map<string, string>): void {
  serve(add, serviceTickets);
  serve(add, projectTickets);
  addTicketChildren(add);
  addBoards(add);
  addCompanies(add);
  addConfigurations(add);
  addTime(add);
  addSchedule(add);
  addBusiness(add);
  addTrade(add);
  addDocuments(add);
  addSystem(add);
  addAudit(add);
  const resources: Resource[] = [
    serviceTickets,
    ...boardResources,
    ...companyResources,
    ...configurationResources,
    ...timeResources,
    ...scheduleResources,
    ...businessResources,
    ...tradeResources,
    ...documentResources,
    ...systemResources,
  ];
  for (const { table, path } of resources) {
    if (!paths.has(table)) paths.set(table, path);
  }
}
