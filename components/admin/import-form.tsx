"use client";
import { type ChangeEvent, useId, useState } from "react";
import { ActionForm, type ActionFormProps, useField } from "@/components/ui/action-form";
import { describedBy, FieldFrame } from "@/components/ui/field-frame";
import { SubmitButton } from "@/components/ui/submit-button";
import { type ActionState, idle } from "@/lib/client/action-state";
import { importLimits } from "@/lib/engine/import/table";
import type { ImportReport } from "@/lib/views/imports";
import { ImportReportView } from "./import-report";

type Outcome = { readonly state: ActionState; readonly report: ImportReport | null };

export type ImportFormProps = {
  label: string;
  action: (state: Outcome, form: FormData) => Promise<Outcome>;
};

const tooBig: ActionState = {
  status: "invalid",
  values: {},
  errors: { content: `It is too big. ${importLimits.bytesMax / 1_000} kB at most; split it into several files.` },
};

/** A file is read into a box, looked at without writing anything, and imported once what it does is agreed to. */
export function ImportForm({ label, action }: ImportFormProps) {
  const [content, setContent] = useState("");
  const [report, setReport] = useState<ImportReport | null>(null);
  const change = (text: string) => {
    setContent(text);
    setReport(null);
  };
  const send: ActionFormProps["action"] = async (_state, form) => {
    if (new Blob([content]).size > importLimits.bytesMax) return tooBig;
    form.set("content", content);
    const outcome = await action({ state: idle, report: null }, form);
    setReport(outcome.report);
    if (outcome.state.status === "done") setContent("");
    return outcome.state;
  };
  const isReady = report !== null && report.counts.error === 0;
  const written = report === null ? 0 : report.counts.new + report.counts.changed;
  return (
    <ActionForm action={send} label={label} className="flex flex-col gap-6">
      <ContentField content={content} onChange={change} />
      <div className="flex flex-wrap items-center gap-2">
        <SubmitButton
          variant={isReady && written > 0 ? "outline" : "primary"}
          name="digest"
          value=""
          pendingLabel="Looking…"
        >
          Check the file
        </SubmitButton>
        {isReady && written > 0 && (
          <SubmitButton name="digest" value={report.digest} pendingLabel="Importing…">
            {written === 1 ? "Import 1 row" : `Import ${written.toLocaleString("en")} rows`}
          </SubmitButton>
        )}
        <span className="text-sm text-muted">Checking changes nothing.</span>
      </div>
      {report && <ImportReportView report={report} />}
    </ActionForm>
  );
}

type ContentFieldProps = { content: string; onChange: (text: string) => void };

function ContentField({ content, onChange }: ContentFieldProps) {
  const id = useId();
  const { error } = useField("content");
  const [problem, setProblem] = useState<string | null>(null);
  async function read({ currentTarget }: ChangeEvent<HTMLInputElement>) {
    const [file] = currentTarget.files ?? [];
    if (!file) return;
    const isTooBig = file.size > importLimits.bytesMax;
    setProblem(isTooBig ? `${file.name} is too big. ${importLimits.bytesMax / 1_000} kB at most.` : null);
    if (!isTooBig) onChange(await file.text());
  }
  const said = problem ?? error;
  return (
    <div className="flex flex-col gap-4">
      <FieldFrame
        id={`${id}-file`}
        label="File"
        required
        description={`CSV in UTF-8, up to ${importLimits.rowsMax.toLocaleString("en")} rows and ${importLimits.bytesMax / 1_000} kB. It is read into the box below, where rows can be corrected.`}
      >
        <input
          id={`${id}-file`}
          aria-describedby={`${id}-file-description`}
          type="file"
          accept=".csv,text/csv,text/plain"
          onChange={read}
          className="text-sm text-muted file:me-3 file:min-h-9 file:cursor-pointer file:rounded-full file:border file:border-solid file:border-border file:bg-surface file:px-4 file:text-sm file:font-medium file:text-foreground"
        />
      </FieldFrame>
      <FieldFrame id={id} label="Rows" required {...(said ? { error: said } : {})}>
        <textarea
          {...describedBy(id, { error: said })}
          value={content}
          onChange={(event) => onChange(event.currentTarget.value)}
          rows={10}
          spellCheck={false}
          wrap="off"
          placeholder="Or paste the rows here, with their header."
          className="textarea textarea--full-width resize-y font-mono text-xs leading-5"
        />
      </FieldFrame>
    </div>
  );
}
