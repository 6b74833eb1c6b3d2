import type { CSSProperties } from "react";

const hues = [20, 60, 145, 200, 264, 320] as const;

const sizes = {
  sm: "size-6 text-[0.625rem]",
  md: "size-8 text-xs",
  lg: "size-10 text-sm",
} as const;

function initials(name: string): string {
  const words = name.trim().split(/\s+/);
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined].map(
    (word) => Array.from(word ?? "")[0] ?? "",
  );
  return letters.join("").toLocaleUpperCase("en");
}

function hue(name: string): number {
  let sum = 0;
  for (const letter of name) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 9973;
  return hues[sum % hues.length] ?? hues[0];
}

export type AvatarProps = { name: string; size?: keyof typeof sizes };

/** Initials on a colour of the person's own; decoration, the name stands beside it. */
export function Avatar({ name, size = "md" }: AvatarProps) {
  return (
    <span
      aria-hidden="true"
      data-initials={initials(name)}
      style={{ "--person-hue": hue(name) } as CSSProperties}
      className={`person-hue before:content-[attr(data-initials)] inline-flex shrink-0 items-center justify-center rounded-full font-semibold tracking-wide select-none ${sizes[size]}`}
    />
  );
}

export type PersonProps = {
  name: string;
  /** Second line: title, department, e-mail. */
  detail?: string | null;
  size?: keyof typeof sizes;
  /** Marks guests, who come from another organization. */
  guest?: boolean;
};

/** A person wherever one is named: avatar, name, one more line. */
export function Person({ name, detail, size = "md", guest = false }: PersonProps) {
  return (
    <span className="inline-flex min-w-0 items-center gap-2.5">
      <Avatar name={name} size={size} />
      <span className="flex min-w-0 flex-col">
        <span className="flex min-w-0 items-center gap-1.5">
          <span className="truncate text-sm font-medium">{name}</span>
          {guest && <span className="chip chip--sm shrink-0 text-muted">Guest</span>}
        </span>
        {detail && <span className="truncate text-xs text-muted">{detail}</span>}
      </span>
    </span>
  );
}
