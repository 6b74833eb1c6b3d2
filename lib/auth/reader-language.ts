import { headers } from "next/headers";
import { acceptedLanguage } from "./accepted-language";

/** POR-35: the language the reader's browser prefers, as a tag like "de-AT"; English where it says nothing usable. */
export const readerLanguage = async (): Promise<string> => acceptedLanguage(await headers());
