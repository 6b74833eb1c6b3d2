import type { Route } from "next";

/** POR-57: the address of what one's report has. */
export const reportHref = (personId: string): Route => `/team/${personId}` as Route;
