import { CircleHelp, HandHeart, type LucideIcon, User, UserRoundCog, UsersRound } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
import type { SubjectView } from "@/lib/views/admin";

type Shown = { icon: LucideIcon; text: string; detail?: string; href?: Route; isGone?: boolean };

function shown(subject: SubjectView): Shown {
  switch (subject.kind) {
    case "person":
      return {
        icon: User,
        text: subject.displayName,
        href: `/admin/people/${subject.id}` as Route,
        isGone: !subject.isEnabled,
      };
    case "group":
      return {
        icon: UsersRound,
        text: subject.displayName,
        detail: "any member",
        href: `/admin/groups/${subject.id}` as Route,
      };
    case "manager":
      return { icon: UserRoundCog, text: "The person’s manager" };
    case "secondLevelManager":
      return { icon: UserRoundCog, text: "The manager’s manager" };
    case "sponsors":
      return { icon: HandHeart, text: "The person’s sponsors" };
    case "unknown":
      return { icon: CircleHelp, text: "Somebody no longer in the directory", isGone: true };
  }
}

export type SubjectsProps = {
  subjects: readonly SubjectView[];
  /** Whether the reader may open people and groups. */
  canOpen: boolean;
  /** People who are asked to do something are missing when their account is disabled. */
  areApprovers?: boolean;
};

/** People, groups and relationships a policy names. */
export function Subjects({ subjects, canOpen, areApprovers = true }: SubjectsProps) {
  return (
    <ul className="flex flex-col gap-1.5 text-sm">
      {subjects.map((subject) => {
        const { icon: Icon, text, detail, href, isGone } = shown(subject);
        return (
          <li key={href ?? text} className="flex items-start gap-2 leading-5">
            <Icon aria-hidden className="mt-0.5 size-4 shrink-0 text-muted" strokeWidth={1.75} />
            <span className="min-w-0 wrap-anywhere">
              {href && canOpen ? (
                <Link href={href} className="text-link">
                  {text}
                </Link>
              ) : (
                <span className="font-medium">{text}</span>
              )}
              {detail && areApprovers && <span className="text-muted">, {detail}</span>}
              {isGone && <span className="text-warning-soft-foreground"> – account disabled</span>}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
