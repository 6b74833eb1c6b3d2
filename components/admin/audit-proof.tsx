import type { ChainLink } from "@/lib/views/audit";

/** AUD-4: the end of the chain over the log, and what to do with it. */
export function AuditProof({ last }: { last: ChainLink }) {
  const link = `${last.position}:${last.hash}`;
  return (
    <details className="text-sm text-muted">
      <summary className="w-fit cursor-pointer">How to prove that nothing in it was changed</summary>
      <div className="mt-2 flex max-w-3xl flex-col gap-2">
        <p>
          Every entry carries a hash over itself and all before it. Note the last link below somewhere outside this
          system. Whoever runs Latchkey can show at any later time that everything up to it is still as it was:
        </p>
        <code className="w-fit max-w-full rounded-lg bg-default px-2 py-1 font-mono text-xs break-all text-foreground">
          npm run audit:verify -- --link {link}
        </code>
      </div>
    </details>
  );
}
