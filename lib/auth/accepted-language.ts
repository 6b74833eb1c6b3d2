/** POR-35: the language a reader prefers by the header of their request, as a tag like "de-AT"; English where it says nothing usable. */
export function acceptedLanguage(headers: Pick<Headers, "get">): string {
  const [first] = (headers.get("accept-language") ?? "").split(",");
  const tag = first?.split(";")[0]?.trim() ?? "";
  return /^[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8})*$/.test(tag) ? tag : "en";
}
