import type { CorrectionView } from "@/lib/views/requests";

const none = "no answer";

/** INF-13: what each answer was, and what it is since. */
export function Corrections({ corrections }: { corrections: readonly CorrectionView[] }) {
  return (
    <dl className="flex flex-col gap-2">
      {corrections.map(({ question, before, after }) => (
        <div key={question}>
          <dt>{question}</dt>
          <dd className="whitespace-pre-line wrap-anywhere">
            <span className="sr-only">It was: </span>
            <del>{before || none}</del>
            <span aria-hidden> → </span>
            <span className="sr-only">; it is: </span>
            <ins className="font-medium text-foreground no-underline">{after || none}</ins>
          </dd>
        </div>
      ))}
    </dl>
  );
}
