import { headers } from "next/headers";

/** POR-35: the language the reader's browser prefers, as a tag like "de-AT"; English where it says nothing usable. */
export async function readerLanguage(): Promise<string> {
  const [first] = ((await headers()).get("accept-language") ?? "").split(",");
  const tag = first?.split(";")[0]?.trim() ?? "";
  return /^[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8})*$/.test(tag) ? tag : "en";
}
