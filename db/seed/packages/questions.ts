import type { QuestionSeed } from "./package-seed";

/** The form of *Financial Analyst – Standard*, in English, German and French. */
export const analystQuestions: readonly QuestionSeed[] = [
  {
    kind: "text",
    id: "costCenter",
    sequence: 1,
    text: "Which cost center will you report on? (for example CC-4100)",
    localizations: [
      { languageCode: "de", text: "Über welche Kostenstelle werden Sie berichten? (zum Beispiel CC-4100)" },
      { languageCode: "fr", text: "Sur quel centre de coûts allez-vous établir vos rapports ? (par exemple CC-4100)" },
    ],
    isRequired: true,
    isSingleLineQuestion: true,
    regexPattern: "CC-[0-9]{4}",
    isAnswerEditable: true,
  },
  {
    kind: "multipleChoice",
    id: "reportingScope",
    sequence: 2,
    text: "Which figures do you need?",
    localizations: [
      { languageCode: "de", text: "Welche Zahlen benötigen Sie?" },
      { languageCode: "fr", text: "De quels chiffres avez-vous besoin ?" },
    ],
    isRequired: true,
    isMultipleSelectionAllowed: true,
    isAnswerEditable: true,
    choices: [
      {
        actualValue: "actuals",
        text: "Actuals",
        localizations: [
          { languageCode: "de", text: "Ist-Zahlen" },
          { languageCode: "fr", text: "Réalisé" },
        ],
      },
      {
        actualValue: "budget",
        text: "Budget and forecast",
        localizations: [
          { languageCode: "de", text: "Budget und Prognose" },
          { languageCode: "fr", text: "Budget et prévisions" },
        ],
      },
      {
        actualValue: "payroll",
        text: "Payroll totals, without names",
        localizations: [
          { languageCode: "de", text: "Summen der Gehälter, ohne Namen" },
          { languageCode: "fr", text: "Totaux des salaires, sans noms" },
        ],
      },
    ],
  },
  {
    kind: "text",
    id: "purpose",
    sequence: 3,
    text: "What will you use the figures for, and who will see the result?",
    localizations: [
      { languageCode: "de", text: "Wofür verwenden Sie die Zahlen, und wer sieht das Ergebnis?" },
      { languageCode: "fr", text: "À quoi serviront ces chiffres, et qui verra le résultat ?" },
    ],
    isRequired: true,
    isSingleLineQuestion: false,
  },
];

export const vendorQuestions: readonly QuestionSeed[] = [
  {
    kind: "multipleChoice",
    id: "company",
    sequence: 1,
    text: "For which company do you handle payments?",
    isRequired: true,
    isMultipleSelectionAllowed: false,
    choices: [
      { actualValue: "bw-ltd", text: "Brightwater Ltd" },
      { actualValue: "bw-gmbh", text: "Brightwater GmbH" },
      { actualValue: "bw-sas", text: "Brightwater SAS" },
    ],
  },
];

export const productionQuestions: readonly QuestionSeed[] = [
  {
    kind: "text",
    id: "service",
    sequence: 1,
    text: "Which service will you operate?",
    isRequired: true,
    isSingleLineQuestion: true,
  },
  {
    kind: "text",
    id: "change",
    sequence: 2,
    text: "Number of the change or incident, if there is one (for example CHG-10234)",
    isRequired: false,
    isSingleLineQuestion: true,
    regexPattern: "(CHG|INC)-[0-9]{5}",
    isAnswerEditable: true,
  },
];

export const caseQuestions: readonly QuestionSeed[] = [
  {
    kind: "text",
    id: "confidentiality",
    sequence: 1,
    text: "When did you last sign the confidentiality agreement? (year-month-day)",
    isRequired: true,
    isSingleLineQuestion: true,
    regexPattern: "20[0-9]{2}-[01][0-9]-[0-3][0-9]",
  },
];
