import { badRequest } from "@/lib/graph/problem";
import { TokenReader } from "./tokens";

export type Literal = string | number | boolean | null;

/** A property, through navigations: `accessPackage/id`, with names as they were written. */
export type Path = readonly string[];

export type Operand =
  | { readonly kind: "path"; readonly path: Path; readonly isFolded: boolean }
  | { readonly kind: "literal"; readonly value: Literal; readonly isFolded: boolean };

export const comparisons = ["eq", "ne", "gt", "ge", "lt", "le"] as const;
export type Comparison = (typeof comparisons)[number];
export const textFunctions = ["contains", "startswith", "endswith"] as const;
export type TextFunction = (typeof textFunctions)[number];

export type Filter =
  | { readonly kind: "and" | "or"; readonly parts: readonly Filter[] }
  | { readonly kind: "not"; readonly part: Filter }
  | { readonly kind: "compare"; readonly comparison: Comparison; readonly left: Operand; readonly right: Operand }
  | { readonly kind: "in"; readonly path: Path; readonly values: readonly Literal[] }
  | { readonly kind: "text"; readonly function: TextFunction; readonly left: Operand; readonly right: Operand }
  /** Whether any of a collection is as said; paths in it begin with the variable, which is left out here. */
  | { readonly kind: "any"; readonly path: Path; readonly part: Filter | null };

/** The longest filter and the deepest one that anybody writes; more is refused before it is read. */
const CHARS_MAX = 8_000;
const DEPTH_MAX = 40;

const constants = new Map<string, Literal>([
  ["true", true],
  ["false", false],
  ["null", null],
]);

class FilterReader extends TokenReader {
  #depth = 0;
  #variables: string[] = [];

  filter(): Filter {
    this.#depth += 1;
    if (this.#depth > DEPTH_MAX) throw this.unexpected("a shallower filter");
    const found = this.joined("or", () => this.joined("and", () => this.unary()));
    this.#depth -= 1;
    return found;
  }

  joined(kind: "and" | "or", part: () => Filter): Filter {
    const parts = [part()];
    while (this.skipWord(kind)) parts.push(part());
    const [first] = parts;
    return parts.length === 1 && first ? first : { kind, parts };
  }

  unary(): Filter {
    if (this.skipWord("not")) {
      this.#depth += 1;
      if (this.#depth > DEPTH_MAX) throw this.unexpected("a shallower filter");
      const part = this.unary();
      this.#depth -= 1;
      return { kind: "not", part };
    }
    if (this.skip("(")) {
      const inner = this.filter();
      this.expect(")");
      return inner;
    }
    const called = this.peek()?.text.toLowerCase();
    const textFunction = textFunctions.find((each) => each === called);
    if (textFunction && this.isSign("(", 1)) return this.textCall(textFunction);
    return this.comparison();
  }

  textCall(name: TextFunction): Filter {
    this.take();
    this.expect("(");
    const left = this.operand();
    this.expect(",");
    const right = this.operand();
    this.expect(")");
    // `contains(…) eq true` is how some clients write it.
    const negated = this.skipWord("eq") ? this.boolean() === false : false;
    const call: Filter = { kind: "text", function: name, left, right };
    return negated ? { kind: "not", part: call } : call;
  }

  boolean(): boolean {
    const value = constants.get(this.name().toLowerCase());
    if (typeof value !== "boolean") throw this.unexpected("true or false");
    return value;
  }

  comparison(): Filter {
    const left = this.operand();
    const word = this.peek()?.text.toLowerCase();
    if (left.kind === "path") {
      if (this.skip("/")) return this.any(left.path);
      if (word === "in" && this.isSign("(", 1)) return this.in(left.path);
    }
    const comparison = comparisons.find((each) => each === word);
    if (!comparison) throw this.unexpected("a comparison");
    this.take();
    return { kind: "compare", comparison, left, right: this.operand() };
  }

  in(path: Path): Filter {
    this.take();
    this.expect("(");
    const values = [this.literal()];
    while (this.skip(",")) values.push(this.literal());
    this.expect(")");
    return { kind: "in", path, values };
  }

  any(path: Path): Filter {
    if (!this.skipWord("any")) throw this.unexpected("'any'");
    this.expect("(");
    if (this.skip(")")) return { kind: "any", path, part: null };
    const variable = this.name();
    this.expect(":");
    this.#variables.push(variable);
    const part = this.filter();
    this.#variables.pop();
    this.expect(")");
    return { kind: "any", path, part };
  }

  operand(): Operand {
    const token = this.peek();
    const word = token?.text.toLowerCase();
    if (token?.kind === "name" && (word === "tolower" || word === "toupper") && this.isSign("(", 1)) {
      this.take();
      this.expect("(");
      const inner = this.operand();
      this.expect(")");
      return { ...inner, isFolded: true };
    }
    if (token?.kind !== "name" || constants.has(word ?? "")) {
      return { kind: "literal", value: this.literal(), isFolded: false };
    }
    return { kind: "path", path: this.path(), isFolded: false };
  }

  path(): Path {
    const names = [this.name()];
    while (this.isSign("/") && !this.beginsAny()) {
      this.expect("/");
      names.push(this.name());
    }
    return this.#variables.includes(names[0] ?? "") ? names.slice(1) : names;
  }

  beginsAny(): boolean {
    return this.peek(1)?.text.toLowerCase() === "any" && this.isSign("(", 2);
  }

  literal(): Literal {
    const { kind, text } = this.take();
    if (kind === "text") return text;
    if (kind === "value") return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text;
    const constant = constants.get(text.toLowerCase());
    if (constant === undefined) throw this.unexpected("a value");
    return constant;
  }
}

/**
 * Reads `$filter`: eq, ne, gt, ge, lt, le, in, and, or, not, parentheses, contains, startswith, endswith, tolower, toupper
 * and any. What its names stand for is said by the collection it is asked of.
 * @throws GraphProblem 400 that says where it cannot be read
 */
export function parseFilter(source: string): Filter {
  if (source.length > CHARS_MAX) throw badRequest(`$filter takes at most ${CHARS_MAX} characters.`);
  const reader = new FilterReader("$filter", source);
  const filter = reader.filter();
  reader.end();
  return filter;
}
