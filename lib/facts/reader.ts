import type { Database, Transaction } from "@/db/client";

/** Facts are read inside the transaction that decides, or straight from the database by a page that explains. */
export type Reader = Database | Transaction;
