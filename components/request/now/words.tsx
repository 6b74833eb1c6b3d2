import { Time } from "@/components/ui/time";

/** An instant within a sentence. */
export const on = (at: Date, format: "date" | "dateTime" | "relative" = "date") => (
  <Time at={at.toISOString()} format={format} className="font-medium text-foreground" />
);

/** Somebody or something by name within a sentence. */
export const named = (name: string) => <strong className="font-medium text-foreground">{name}</strong>;
