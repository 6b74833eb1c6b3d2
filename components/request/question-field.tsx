"use client";
import { CheckboxGroup, RadioGroup } from "@/components/ui/choice-group";
import { SelectField } from "@/components/ui/select-field";
import { TextArea } from "@/components/ui/text-area";
import { TextField } from "@/components/ui/text-field";
import type { QuestionView } from "@/lib/views/packages";

/** More choices than this are a list to pick from, not a row of buttons. */
const RADIOS_MAX = 7;

/** One question of a policy, in the reader's language, as the control that fits it (INF-1 to INF-3). */
export function QuestionField({ question }: { question: QuestionView }) {
  const { given } = question;
  const field = {
    name: `answers.${question.id}`,
    label: question.text,
    required: question.isRequired,
    ...(question.isOfProfile && { description: "Kept in the profile once access is delivered." }),
  };
  const one = typeof given === "string" ? { defaultValue: given } : {};
  if (question.kind === "text") {
    return question.isSingleLine ? (
      <TextField {...field} {...one} limit={question.maxChars} autoComplete="off" />
    ) : (
      <TextArea {...field} {...one} limit={question.maxChars} rows={4} />
    );
  }
  const options = question.choices.map(({ value, text }) => ({ value, label: text }));
  if (question.isMultipleSelectionAllowed) {
    const several = typeof given === "string" ? [given] : (given ?? []);
    return <CheckboxGroup {...field} options={options} defaultValue={several} description="Choose any that apply." />;
  }
  // A radio once pressed cannot be unpressed, so an optional choice is a list with an empty entry.
  return question.isRequired && options.length <= RADIOS_MAX ? (
    <RadioGroup {...field} {...one} options={options} />
  ) : (
    <SelectField {...field} {...one} options={options} placeholder={question.isRequired ? "Choose one" : "No answer"} />
  );
}
