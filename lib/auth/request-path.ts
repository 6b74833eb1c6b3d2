/** The proxy writes the path and query of every page request here, so that sign-in can lead back to it. */
export const requestPathHeader = "x-latchkey-path";
