/** What somebody pasted, a person a line: every line in its order, without blank ones and the spaces around. */
export const linesOf = (pasted: string): string[] =>
  pasted
    .split(/[\r\n;\t]+/)
    .map((line) => line.trim())
    .filter((line) => line !== "");
