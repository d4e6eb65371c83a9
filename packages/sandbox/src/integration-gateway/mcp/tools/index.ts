import type { Tool } from "../tool.ts";
import { customAdapterCode } from "./custom-adapter-code.ts";
import { customAdapterConfig } from "./custom-adapter-config.ts";
import { deleteIntegrationComponent } from "./delete-integration-component.ts";
import { djangoAdmin } from "./django-admin.ts";
import { executeIntegration } from "./execute-integration.ts";
import { frontendOperations } from "./frontend-operations.ts";
import { getRunHistory } from "./get-run-history.ts";
import { getRunHistoryItem } from "./get-run-history-item.ts";
import { listIntegrations } from "./list-integrations.ts";
import { queryBuildhelper } from "./query-buildhelper.ts";
import { readIntegration } from "./read-integration.ts";
import { searchIntegration } from "./search-integration.ts";
import { searchRunHistories } from "./search-run-histories.ts";
import { writeIntegration } from "./write-integration.ts";

/** The tools of the vendor's server, in the order of its page. */
export const TOOLS: readonly Tool[] = [
  readIntegration,
  writeIntegration,
  searchIntegration,
  listIntegrations,
  executeIntegration,
  getRunHistory,
  getRunHistoryItem,
  searchRunHistories,
  deleteIntegrationComponent,
  queryBuildhelper,
  frontendOperations,
  djangoAdmin,
  customAdapterCode,
  customAdapterConfig,
];
