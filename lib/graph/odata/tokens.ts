import { badRequest } from "@/lib/graph/problem";

/** The words of a query option: names with their dots, texts without their quotes, and everything else. */
export type Token = { readonly kind: "name" | "text" | "value" | "sign"; readonly text: string; readonly at: number };

const patterns = [
  ["blank", /\s+/y],
  ["text", /'(?:[^']|'')*'/y],
  // Guids and instants begin with a digit or a letter and hold signs that names do not.
  ["value", /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}(?![\w-])/iy],
  ["value", /\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d{1,7})?)?(?:Z|[+-]\d\d:\d\d))?/iy],
  ["value", /-?\d+(?:\.\d+)?/y],
  ["name", /[@$]?[A-Za-z_][\w.]*/y],
  ["sign", /[()/,:=;*]/y],
] as const;

/** @throws GraphProblem 400 where a sign has no meaning */
function tokensOf(option: string, source: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < source.length) {
    const found = patterns.flatMap(([kind, pattern]) => {
      pattern.lastIndex = at;
      const [match] = pattern.exec(source) ?? [];
      return match ? [{ kind, match }] : [];
    })[0];
    if (!found)
      throw badRequest(`${option} cannot be read from character ${at + 1} on: '${source.slice(at, at + 20)}'.`);
    const { kind, match } = found;
    const text = kind === "text" ? match.slice(1, -1).replaceAll("''", "'") : match;
    if (kind !== "blank") tokens.push({ kind, text, at });
    at += match.length;
  }
  return tokens;
}

/** Walks through tokens; whatever does not fit is a 400 that says where. */
export class TokenReader {
  readonly option: string;
  readonly #tokens: readonly Token[];
  #next = 0;

  /** @param option the name of the query option, for what is said about it */
  constructor(option: string, source: string) {
    this.option = option;
    this.#tokens = tokensOf(option, source);
  }

  peek(ahead = 0): Token | undefined {
    return this.#tokens[this.#next + ahead];
  }

  take(): Token {
    const token = this.peek();
    if (!token) throw badRequest(`${this.option} ends too early.`);
    this.#next += 1;
    return token;
  }

  isSign(sign: string, ahead = 0): boolean {
    const token = this.peek(ahead);
    return token?.kind === "sign" && token.text === sign;
  }

  isWord(word: string): boolean {
    const token = this.peek();
    return token?.kind === "name" && token.text.toLowerCase() === word;
  }

  /** Takes the sign where it is next. */
  skip(sign: string): boolean {
    if (!this.isSign(sign)) return false;
    this.#next += 1;
    return true;
  }

  skipWord(word: string): boolean {
    if (!this.isWord(word)) return false;
    this.#next += 1;
    return true;
  }

  expect(sign: string): void {
    if (!this.skip(sign)) throw this.unexpected(`'${sign}'`);
  }

  name(): string {
    const token = this.peek();
    if (token?.kind !== "name") throw this.unexpected("a name");
    return this.take().text;
  }

  end(): void {
    if (this.peek()) throw this.unexpected("its end");
  }

  unexpected(wanted: string) {
    const token = this.peek();
    const found = token ? `'${token.text}' at character ${token.at + 1}` : "its end";
    return badRequest(`${this.option} has ${found} where ${wanted} is expected.`);
  }
}
