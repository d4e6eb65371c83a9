/** A field of a template with its type. */
export type TemplateField = readonly [field: string, type: string];

/** A service of a system, with its templates by name. */
export interface ServiceEntry {
  name: string;
  description: string;
  mappingSets: Readonly<Record<string, readonly TemplateField[]>>;
}

/** A system that integrations can call. */
export interface AdapterEntry {
  system: string;
  title: string;
  services: readonly ServiceEntry[];
}

const PERSON: readonly TemplateField[] = [
  ["person.firstName", "str"],
  ["person.lastName", "str"],
  ["person.taxId", "str"],
  ["person.dateOfBirth", "str"],
];
const ADDRESS: readonly TemplateField[] = [
  ["address.street", "str"],
  ["address.city", "str"],
  ["address.state", "str"],
  ["address.postalCode", "str"],
];

/** The catalogue of adapters. */
export const ADAPTERS: readonly AdapterEntry[] = [
  {
    system: "HTTP",
    title: "Any HTTP service",
    services: [
      {
        name: "Identity Verification",
        description: "Compares a person with public records.",
        mappingSets: { Basic: PERSON, "With address": [...PERSON, ...ADDRESS] },
      },
      {
        name: "Flood Determination",
        description: "Finds the flood zone of an address.",
        mappingSets: { Basic: ADDRESS },
      },
      {
        name: "Credit Report",
        description: "Orders a credit report.",
        mappingSets: { "Single applicant": [...PERSON, ["product", "str"]] },
      },
    ],
  },
  {
    system: "MOCKCORE",
    title: "A core banking system that always answers",
    services: [
      {
        name: "CreateCustomer",
        description: "Makes a customer record.",
        mappingSets: {
          Person: [
            ["name", "str"],
            ["taxId", "str"],
            ["branch", "str"],
          ],
          Business: [
            ["name", "str"],
            ["ein", "str"],
            ["naics", "str"],
            ["branch", "str"],
          ],
        },
      },
      {
        name: "CreateAccount",
        description: "Opens a deposit account.",
        mappingSets: {
          Deposit: [
            ["customerNumber", "str"],
            ["productCode", "str"],
            ["openingDeposit", "float"],
          ],
        },
      },
      {
        name: "BoardLoan",
        description: "Boards a loan with its schedule.",
        mappingSets: {
          Commercial: [
            ["loan.principal", "float"],
            ["loan.rate", "float"],
            ["loan.termMonths", "int"],
            ["borrower.customerNumber", "str"],
          ],
        },
      },
    ],
  },
  {
    system: "EMAIL_SMTP",
    title: "Mail",
    services: [
      {
        name: "Send",
        description: "Sends a mail.",
        mappingSets: {
          Plain: [
            ["to", "str"],
            ["subject", "str"],
            ["body", "str"],
          ],
        },
      },
    ],
  },
  {
    system: "ECHO",
    title: "Answers with the request",
    services: [{ name: "N/A", description: "No service.", mappingSets: { Empty: [] } }],
  },
];
