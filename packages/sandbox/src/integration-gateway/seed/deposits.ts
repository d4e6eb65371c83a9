import type { Environment } from "../state.ts";
import type { IntegrationPlan } from "./integration.ts";

const PRODUCTS = { CHK: "010", "CHK-STUDENT": "014", SAV: "110", CD12: "212", MMA: "130" };

/** Integrations around deposit accounts. */
export function deposits(environment: Environment): IntegrationPlan[] {
  // The mapping that production lacks is the cause of its failures.
  const products = environment === "prod" ? PRODUCTS : { ...PRODUCTS, "SAV-PLUS": "118" };
  return [
    {
      name: "core-account-opening",
      description: "Opens a deposit account: verifies the customer, then writes both to the core.",
      fields: {
        http_api: true,
        tags: ["deposits", "core"],
        comments: [{ user: "bmarsh", text: "Agreed with the branch team: one account per call." }],
        before_hook:
          '# The branch system sends the product in either case.\nproduct = input.payload.account.product.upper()\nadd_run_label("product:" + product)',
        on_success_hook:
          'output["payload"] = {\n    "accountNumber": account.response.payload.accountNumber,\n    "customerNumber": customer.response.payload.customerNumber,\n}\noutput["status"] = 201',
        on_failure_hook: 'add_run_label("needs:review")',
      },
      requests: [
        {
          plan: {
            system: "HTTP",
            service_name: "Identity Verification",
            formula_variable: "identity",
            notes: "Answers PASS, REVIEW or FAIL.",
          },
          mappings: [
            ["person.firstName", "input.payload.customer.firstName"],
            ["person.lastName", "input.payload.customer.lastName"],
            ["person.taxId", "input.payload.customer.taxId"],
          ],
        },
        {
          plan: {
            system: "MOCKCORE",
            service_name: "CreateCustomer",
            formula_variable: "customer",
            call_if: 'identity.response.payload.decision == "PASS"',
          },
          mappings: [
            ["name", 'input.payload.customer.firstName + " " + input.payload.customer.lastName'],
            ["taxId", "input.payload.customer.taxId"],
            ["branch", 'input.payload.get("branch", "0001")'],
          ],
        },
        {
          plan: { system: "MOCKCORE", service_name: "CreateAccount", formula_variable: "account" },
          mappings: [
            ["customerNumber", "customer.response.payload.customerNumber"],
            [
              "productCode",
              'map_value("Product Codes", product)',
              { notes: "A product without a code is refused by the core (CORE-1107)." },
            ],
            ["openingDeposit", "input.payload.account.openingDeposit", { value_type: "float" }],
          ],
        },
      ],
      rules: [
        {
          type: "INPUT",
          field: "customer.taxId",
          rule: "_ is not None and len(_) == 9",
          message_substitution_name: "has to have nine digits",
        },
        {
          type: "INPUT",
          field: "account.openingDeposit",
          rule: "_ is not None and _ >= 25",
          message_substitution_name: "has to be 25 or more",
        },
      ],
      masks: [
        { type: "INPUT", field: "customer.taxId" },
        { type: "INPUT", field: "person.taxId" },
      ],
      valueMappings: { "Product Codes": products },
    },
  ];
}
