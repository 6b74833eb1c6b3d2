import type { ActionFormProps } from "@/components/ui/action-form";

/** What may be done about a package's lists where they stand. */
export type DutiesActions = {
  readonly allow: ActionFormProps["action"];
  readonly addOverride: ActionFormProps["action"];
  readonly removeOverride: ActionFormProps["action"];
};
