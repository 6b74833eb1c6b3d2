import { Panel } from "@/components/ui/panel";
import { attributeLabel, type NeededAttribute } from "@/lib/views/attributes";

/** CAT-56: what is asked because resources need it: shown here, and changed at the resource in its catalog. */
export function NeededAttributes({ needed }: { needed: readonly NeededAttribute[] }) {
  if (needed.length === 0) return null;
  return (
    <Panel
      title="Asked for by resources"
      description="Every policy of the package asks for these. They are changed at the resource, in its catalog."
    >
      <ul className="flex flex-col gap-3 text-sm">
        {needed.map(({ attribute, resources }) => (
          <li key={attribute.name}>
            <p className="font-medium wrap-anywhere">{attribute.text}</p>
            <p className="text-xs leading-5 text-muted">
              {[
                attributeLabel(attribute.name),
                attribute.isEditable ? "can be changed by whoever asks" : "asked once, then fixed",
                `for ${new Intl.ListFormat("en").format(resources)}`,
              ].join(" · ")}
            </p>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
