"use client";
import { LogOut, SquareTerminal, UsersRound } from "lucide-react";
import type { Route } from "next";
import { useRouter } from "next/navigation";
import { MenuButton } from "@/components/ui/menu-button";
import { Avatar } from "@/components/ui/person";
import { signOut } from "@/lib/client/auth";

export type PersonaMenuProps = {
  name: string;
  email: string;
  /** In the demo signing out means becoming somebody else. */
  demo?: boolean;
};

const apiAccess = { id: "apiAccess", label: "API access", icon: SquareTerminal };

/** Who is signed in, what is theirs alone, and the way out. */
export function PersonaMenu({ name, email, demo = false }: PersonaMenuProps) {
  const router = useRouter();
  const leave = demo
    ? { id: "leave", label: "Switch person", icon: UsersRound }
    : { id: "leave", label: "Sign out", icon: LogOut };
  return (
    <MenuButton
      label={`Signed in as ${name}`}
      items={[apiAccess, leave]}
      onAction={(id) => {
        if (id === apiAccess.id) router.push("/api-access" as Route);
        else void signOut(demo ? "/sign-in" : "/sign-in?problem=signedOut");
      }}
      header={
        <div className="flex flex-col px-4 pt-3 pb-1.5">
          <span className="text-sm font-medium">{name}</span>
          <span className="text-xs break-all text-muted">{email}</span>
        </div>
      }
    >
      <Avatar name={name} />
    </MenuButton>
  );
}
