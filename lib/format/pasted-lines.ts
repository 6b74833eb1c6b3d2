/** More lines than one direct assignment takes; the rest of a longer paste is not looked at (LIM-34). */
const LINES_MAX = 200;

/** What somebody pasted, a person a line: without blank lines and the spaces around, each line once. */
export const linesOf = (pasted: string): string[] =>
  [
    ...new Set(
      pasted
        .split(/[\r\n;\t]+/)
        .map((line) => line.trim())
        .filter((line) => line !== ""),
    ),
  ].slice(0, LINES_MAX);
