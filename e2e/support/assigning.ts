import type { Page } from "@playwright/test";
import { listens } from "./portal";

/** Whom a package is assigned to, typed into the field once the page listens to it. */
export async function fillPeople(page: Page, people: readonly string[]): Promise<void> {
  const field = page.getByLabel("Who gets it?");
  await listens(field);
  await field.fill(people.join("\n"));
}

/** The same from a file, which is read into that field. */
export async function upload(page: Page, name: string, content: string): Promise<void> {
  const file = page.getByLabel(/^Or take them from a file/);
  await listens(file);
  await file.setInputFiles({ name, mimeType: "text/csv", buffer: Buffer.from(content) });
}
