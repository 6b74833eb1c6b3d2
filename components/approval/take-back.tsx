import { ConfirmButton, type ConfirmButtonProps } from "@/components/ui/confirm-button";
import { TextArea } from "@/components/ui/text-area";
import { limits } from "@/lib/engine/limits";

export type TakeBackProps = {
  requestId: string;
  /** Whose approval, counted from 0. */
  stage: number;
  packageName: string;
  targetName: string;
  action: ConfirmButtonProps["action"];
};

/** POR-53: an approval is taken back, after saying whose access that ends and that a reason is needed. */
export function TakeBack({ requestId, stage, packageName, targetName, action }: TakeBackProps) {
  return (
    <ConfirmButton
      variant="outline"
      size="sm"
      label={
        <>
          Take back…
          <span className="sr-only">
            {" "}
            {packageName} for {targetName}
          </span>
        </>
      }
      title={`Take back ${packageName} from ${targetName}?`}
      confirmLabel="End this access now"
      pendingLabel="Ending…"
      cancelLabel="Keep the access"
      danger
      action={action}
      values={{ requestId, stage: String(stage) }}
    >
      <p>
        {targetName} loses {packageName} at once and is told your reason. The approval stays in the history, with the
        note that you took it back. To have the access again, {targetName} has to ask again.
      </p>
      <TextArea
        name="reason"
        label="Your reason"
        description={`${targetName} and the other approvers read it.`}
        required
        limit={limits.justificationChars}
      />
    </ConfirmButton>
  );
}
