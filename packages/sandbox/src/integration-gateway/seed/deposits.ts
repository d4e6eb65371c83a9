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
        { type: "INPUT", field: "taxId" },
      ],
      valueMappings: { "Product Codes": products },
    },
    {
      name: "customer-address-update",
      description: "Takes an XML message of the branch system and updates the address in the core.",
      fields: {
        http_api: true,
        tags: ["deposits", "core"],
        before_hook: "customer = input.payload.AddressChange.Customer",
        on_success_hook:
          'output["payload"] = "<Result><Updated>true</Updated></Result>"\noutput["headers"] = {"Content-Type": "text/xml"}',
      },
      requests: [
        {
          plan: { system: "MOCKCORE", service_name: "UpdateAddress", formula_variable: "update" },
          mappings: [
            ["customerNumber", "customer.Number"],
            ["street", "customer.Street"],
            ["city", "customer.City"],
            ["postalCode", "customer.PostalCode"],
          ],
        },
      ],
      rules: [
        {
          type: "INPUT",
          field: "AddressChange.Customer.PostalCode",
          rule: "_ is not None and _.isdigit()",
          max_length: 9,
          message_substitution_name: "has to be digits",
        },
      ],
    },
    {
      name: "deposit-interest-adjust",
      description: "Adjusts accrued interest after a rate was corrected.",
      fields: {
        tags: ["deposits", "core"],
        on_success_hook: 'output["payload"] = {"adjusted": delta}',
        before_hook:
          "delta = round(input.payload.balance * (input.payload.newRate - input.payload.oldRate) / 365 * input.payload.days, 2)",
      },
      requests: [
        {
          plan: {
            system: "MOCKCORE",
            service_name: "UpdateAddress",
            call_if: "False",
            notes: "Placeholder until the core has the service.",
          },
          mappings: [
            [
              "adjustment",
              "delta",
              { value_type: "float", status: "Needs Testing", approved: false },
            ],
          ],
        },
      ],
    },
    {
      name: "payment-reversal",
      description: "Reverses a payment that was posted twice.",
      fields: {
        http_api: true,
        tags: ["payments", "core"],
        on_success_hook: 'output["payload"] = {"reversal": reversed.response.payload.reversal}',
      },
      requests: [
        {
          plan: {
            system: "MOCKCORE",
            service_name: "ReversePayment",
            formula_variable: "reversed",
          },
          mappings: [
            ["paymentId", 'input.path.get("id", input.params.get("id"))'],
            ["reason", "input.payload.reason"],
          ],
        },
      ],
    },
    {
      name: "wire-notification",
      description: "Mails the wire desk about an outgoing wire above the limit.",
      fields: {
        http_api: true,
        tags: ["payments"],
        before_hook: 'if input.payload.amount < 50000:\n    end({"notified": False}, 200)',
      },
      requests: [
        {
          plan: { system: "EMAIL_SMTP", service_name: "Send", formula_variable: "mail" },
          mappings: [
            ["to", '"wires@harrowcreek.example"'],
            ["subject", '"Wire " + input.payload.reference'],
            ["body", '"Amount " + str(input.payload.amount)'],
          ],
        },
      ],
    },
    {
      name: "branch-directory",
      description: "Gives the opening hours of a branch.",
      fields: {
        tags: ["deposits", "core"],
        on_success_hook: 'output["payload"] = branch.response.payload',
      },
      requests: [
        {
          plan: { system: "MOCKCORE", service_name: "BranchDirectory", formula_variable: "branch" },
          mappings: [["code", 'input.path.get("code", "0001")']],
        },
      ],
    },
    {
      name: "teller-cash-forecast",
      description: "Forecasts the cash that a branch needs next week.",
      fields: {
        tags: ["deposits"],
        on_success_hook:
          'output["payload"] = {"branch": input.payload.branch, "cash": round(input.payload.lastWeek * 1.04, 0)}',
      },
    },
    {
      name: "legacy-card-activation",
      description: "Activated cards before the processor was replaced.",
      fields: {
        active: false,
        http_api: true,
        tags: ["cards"],
        before_hook: "# Replaced in 2024. Kept for the audit.\npan = input.payload.cardNumber",
      },
      requests: [
        {
          plan: { system: "HTTP", service_name: "Card Activation" },
          mappings: [
            ["pan", "pan"],
            ["expiry", "input.payload.expiry"],
          ],
        },
      ],
      masks: [{ type: "INPUT", field: "cardNumber" }],
    },
  ];
}
