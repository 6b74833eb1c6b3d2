import { limits } from "@/lib/engine/limits";
import { needsLook } from "@/lib/engine/request/line-outcome";
import { linesOf } from "@/lib/format/pasted-lines";
import type { LineResult, ReportLine } from "@/lib/views/assign";
import type { ActionState, FormValues } from "./action-state";

/** What the server says of some lines: of each, what is unusual and done all the same, and what is wrong with the form. */
export type AssignAnswer = {
  /** Idle where nothing is wrong with the form itself. */
  readonly state: ActionState;
  readonly results: readonly LineResult[];
  readonly warnings: readonly string[];
};

/** ASG-30: how a list was gone through. */
export type ListOutcome = {
  /** Of each line that was answered or needs no answer, in the order of the list. */
  readonly report: readonly ReportLine[];
  readonly warnings: readonly string[];
  /** Lines that were not answered, in their order. */
  readonly unsent: readonly string[];
  /** Why not all were: what the server said of the form, or that it said nothing at all; null where all were. */
  readonly stopped: ActionState | "noAnswer" | null;
};

type Entry = { readonly number: number; readonly line: string };

/** Each line once, and of those that stand there again what they repeat. */
function entriesOf(lines: readonly string[]) {
  const firsts = new Map<string, Entry>();
  const entries: Entry[] = [];
  const repeats: ReportLine[] = [];
  for (const [index, line] of lines.entries()) {
    const entry = { number: index + 1, line };
    const first = firsts.get(line.toLowerCase());
    if (first) repeats.push(repeatOf({ ...entry, person: null }, first.number));
    else {
      firsts.set(line.toLowerCase(), entry);
      entries.push(entry);
    }
  }
  return { entries, repeats };
}

const repeatOf = (line: Entry & Pick<LineResult, "person">, first: number): ReportLine => ({
  ...line,
  outcome: "repeated",
  words: `The same as line ${first}.`,
  requestId: null,
});

/** Whoever is named by several lines, by address and by name say, has a result in the first of them. */
function withRepeats(report: readonly ReportLine[]): ReportLine[] {
  const firsts = new Map<string, number>();
  const named = new Map<string, LineResult["person"]>();
  return report.map((each) => {
    const { number, line } = each;
    const person = each.person ?? named.get(line.toLowerCase()) ?? null;
    if (!person) return each;
    named.set(line.toLowerCase(), person);
    const first = firsts.get(person.id);
    if (first !== undefined) return repeatOf({ number, line, person }, first);
    firsts.set(person.id, number);
    return each;
  });
}

/**
 * ASG-30: sends a list in parts of as many lines as the server takes at once, one after the other. Stops where the form is
 * refused or nothing is answered; what was answered until then is kept.
 */
export async function sendInParts(
  text: string,
  send: (people: string) => Promise<AssignAnswer>,
  tell: (done: number, total: number) => void,
): Promise<ListOutcome> {
  const { entries, repeats } = entriesOf(linesOf(text));
  const results: ReportLine[] = [];
  const warnings = new Set<string>();
  let done = 0;
  let stopped: ListOutcome["stopped"] = null;
  while (done < entries.length && stopped === null) {
    const part = entries.slice(done, done + limits.directTargetsMax);
    const answer = await send(part.map(({ line }) => line).join("\n")).catch(() => null);
    if (answer === null) stopped = "noAnswer";
    else {
      for (const [index, result] of answer.results.entries()) {
        const entry = part[index];
        if (entry) results.push({ ...result, ...entry });
      }
      for (const warning of answer.warnings) warnings.add(warning);
      if (answer.state.status !== "idle") stopped = answer.state;
      if (answer.results.length > 0) done += part.length;
      else stopped ??= "noAnswer";
      tell(done, entries.length);
    }
  }
  const report = withRepeats([...results, ...repeats].toSorted((a, b) => a.number - b.number));
  return { report, warnings: [...warnings], unsent: entries.slice(done).map(({ line }) => line), stopped };
}

/** What stays in the field once a list was assigned: lines that need another look, and those nothing is known of. */
export const linesLeft = ({ report, unsent }: ListOutcome): string[] => [
  ...report.filter(({ outcome }) => needsLook(outcome)).map(({ line }) => line),
  ...unsent,
];

export type AssignIntent = "check" | "assign";

const lines = (count: number): string => (count === 1 ? "1 line" : `${count.toLocaleString("en")} lines`);

/** In words, how a list ended of which no line needs another look. */
function allDone({ report, warnings }: ListOutcome): string {
  const count = (outcome: ReportLine["outcome"]) => report.filter((each) => each.outcome === outcome).length;
  const [assigned, already] = [count("assigned"), count("alreadyAssigned")];
  const everybody = assigned === 1 ? "It is assigned." : `It is assigned to all ${assigned.toLocaleString("en")}.`;
  const had = `${already.toLocaleString("en")} had it already, or had asked for it.`;
  const some = assigned === 0 ? "Nobody new was assigned" : `It is assigned to ${assigned.toLocaleString("en")}`;
  return [already === 0 ? everybody : `${some}; ${had}`, ...warnings].join(" ");
}

function interrupted({ report, unsent }: ListOutcome, intent: AssignIntent): string {
  const answered = report.filter(({ outcome }) => outcome !== "repeated").length;
  const how =
    answered === 0 ? "The portal did not answer." : `The portal answered for ${lines(answered)}, then no more.`;
  if (intent === "check") return `${how} Nothing was changed. Check again once it can be reached.`;
  const again = "nobody is assigned twice.";
  if (answered === 0) return `${how} All of the list is still in the field: send it again, ${again}`;
  const rest =
    unsent.length === 1
      ? "The other line is still in the field: send it again"
      : `The other ${lines(unsent.length)} are still in the field: send them again`;
  return `${how} What became of those is said below. ${rest}, ${again}`;
}

/** What the form says once a list was gone through; `values` are what was typed into it. */
export function stateAfter(intent: AssignIntent, outcome: ListOutcome, values: FormValues): ActionState {
  const { report, stopped } = outcome;
  if (stopped === "noAnswer") return { status: "invalid", values, errors: { people: interrupted(outcome, intent) } };
  if (stopped?.status === "refused") return { ...stopped, values };
  const left = linesLeft(outcome).length;
  if (stopped?.status === "invalid") {
    const isTried = intent === "assign" && report.some(({ outcome }) => outcome !== "repeated");
    const people = isTried ? { people: `${lines(left)} could not be assigned.` } : {};
    return { ...stopped, values, errors: { ...people, ...stopped.errors } };
  }
  if (intent === "check") return { status: "idle" };
  if (left === 0) return { status: "done", message: allDone(outcome) };
  const message = `${left.toLocaleString("en")} of ${lines(report.length)} could not be assigned; ${left === 1 ? "it is" : "they are"} still in the field. What became of each is said below.`;
  return { status: "invalid", values, errors: { people: message } };
}

/** ASG-30: what is wrong with a list before any of it is sent; null where nothing is. */
export function listProblem(text: string): string | null {
  const count = linesOf(text).length;
  if (count === 0) return "Say who gets the package, a person a line.";
  const max = limits.directLinesMax;
  if (count <= max) return null;
  return `At most ${lines(max)} at once; these are ${count.toLocaleString("en")}. Take out ${(count - max).toLocaleString("en")} and send them afterwards.`;
}
