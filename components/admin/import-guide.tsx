import { Download } from "lucide-react";
import type { ReactNode } from "react";
import { buttonClass } from "@/components/ui/button-class";
import { Panel } from "@/components/ui/panel";

export type ImportGuideProps = {
  /** What a file does and does not. */
  children: ReactNode;
  /** Each column and what stands in it. */
  columns: Readonly<Record<string, string>>;
  example: { readonly name: string; readonly text: string };
};

/** How a file of an import is written, with one to begin from. */
export function ImportGuide({ children, columns, example }: ImportGuideProps) {
  return (
    <Panel
      title="How the file is written"
      actions={
        <a
          href={`data:text/csv;charset=utf-8,${encodeURIComponent(`\uFEFF${example.text}`)}`}
          download={example.name}
          className={buttonClass({ variant: "outline", size: "sm" })}
        >
          <Download aria-hidden className="size-4" />
          Example
        </a>
      }
    >
      <div className="flex flex-col gap-4 text-sm leading-6">
        <div className="text-muted">{children}</div>
        <dl className="grid gap-x-8 gap-y-2 sm:grid-cols-2">
          {Object.entries(columns).map(([name, text]) => (
            <div key={name} className="leading-5">
              <dt className="font-mono text-xs">{name}</dt>
              <dd className="text-muted">{text}</dd>
            </div>
          ))}
        </dl>
      </div>
    </Panel>
  );
}
