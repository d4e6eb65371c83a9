import { serve, type Add } from "../engine.ts";
import { conflict } from "../errors.ts";
import type { Call } from "../call.ts";
import { isFields, number, text, type Fields, type Row } from "../model.ts";
import { EVERYTHING, type Draft, type Resource } from "../resource.ts";
import { problem } from "../write.ts";

const configurations: Resource = {
  path: "/company/configurations",
  table: "configurations",
  schema: "Company.Configuration",
  label: "Configuration",
  operations: EVERYTHING,
  module: "configurations",
  within: {
    contact: { field: "company", label: "Company", child: "Contact" },
    site: { field: "company", label: "Company", child: "Site" },
  },
  required: () => ["type", "company"],
  defaults: () => ({ status: 1, activeFlag: true, billFlag: false, locationId: 1 }),
  check: checkQuestions,
  removing(call, row) {
    const children = call.state.store.table("configurations").by("parentConfigurationId", row.id);
    if (children.length > 0) {
      throw conflict(`Configuration ${row.id} has child configurations and cannot be deleted.`);
    }
  },
};

/** The questions of the type, with the answers that were given; required ones need an answer. */
function checkQuestions(call: Call, { row, given, before, problems }: Draft): void {
  const type = number(row, "type");
  const questions = call.state.store.table("configurationTypeQuestions").by("_parent", type);
  const isNewType = before !== undefined && before["type"] !== type;
  const sent = Array.isArray(given["questions"]) ? given["questions"].filter(isFields) : undefined;
  const old = Array.isArray(before?.["questions"]) ? before["questions"].filter(isFields) : [];
  const source = sent ?? (isNewType ? [] : old);
  row["questions"] = questions.map((question) => answered(question, source));
  const missing = questions.filter(
    (question) =>
      question["requiredFlag"] === true &&
      answered(question, source)["answer"] === undefined &&
      (before === undefined || sent !== undefined || isNewType),
  );
  for (const question of missing) {
    const message = `${text(question, "question")} is required.`;
    problems.push(problem(configurations, "MissingRequiredField", "questions", message));
  }
}

function answered(question: Row, source: readonly Fields[]): Fields {
  const match = source.find((one) => one["questionId"] === question.id);
  const answer = match?.["answer"];
  return {
    questionId: question.id,
    question: question["question"],
    sequenceNumber: question["sequenceNumber"],
    fieldType: question["fieldType"],
    requiredFlag: question["requiredFlag"],
    answer: answer === null || answer === "" ? undefined : answer,
  };
}

/** Every resource of this file, for the addresses of references. */
export const configurationResources: readonly Resource[] = [
  configurations,
  {
    path: "/company/configurations/types",
    table: "configurationTypes",
    schema: "ConfigurationType",
    label: "Configuration Type",
    operations: EVERYTHING,
  },
  {
    path: "/company/configurations/types/:_parent/questions",
    table: "configurationTypeQuestions",
    schema: "ConfigurationTypeQuestion",
    label: "Question",
    operations: EVERYTHING,
    parent: {
      parameter: "_parent",
      table: "configurationTypes",
      label: "Configuration Type",
      field: "configurationType",
    },
  },
  {
    path: "/company/configurations/types/:type/questions/:question/values",
    table: "configurationTypeValues",
    schema: "ConfigurationTypeQuestionValue",
    label: "Value",
    operations: EVERYTHING,
    parent: {
      parameter: "question",
      table: "configurationTypeQuestions",
      label: "Question",
      field: "question",
    },
  },
  {
    path: "/company/configurations/statuses",
    table: "configurationStatuses",
    schema: "ConfigurationStatus",
    label: "Configuration Status",
    operations: EVERYTHING,
  },
];

/** Adds configurations with their types and questions. */
export function addConfigurations(add: Add): void {
  for (const resource of configurationResources) serve(add, resource);
}
