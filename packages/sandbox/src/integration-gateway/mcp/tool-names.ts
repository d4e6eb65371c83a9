/** The names of the vendor's tools, in the order of its page; users cannot give them to tools of their own. */
export const TOOL_NAMES: readonly string[] = [
  "read_integration",
  "write_integration",
  "search_integration",
  "list_integrations",
  "execute_integration",
  "get_run_history",
  "get_run_history_item",
  "search_run_histories",
  "delete_integration_component",
  "query_buildhelper",
  "frontend_operations",
  "django_admin",
  "custom_adapter_code",
  "custom_adapter_config",
];
