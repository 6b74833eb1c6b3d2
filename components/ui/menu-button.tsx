"use client";
import type { LucideIcon } from "lucide-react";
import { lazy, type ReactNode, Suspense, useRef, useState } from "react";
import { type ButtonLook, buttonClass } from "./button-class";

export type MenuItem = { id: string; label: string; icon?: LucideIcon };

export type MenuProps = {
  /** What the menu is, for screen readers; also the button's name. */
  label: string;
  items: readonly MenuItem[];
  onAction: (id: string) => void;
  /** Makes the items a choice of one. */
  selected?: string;
  /** Above the items. */
  header?: ReactNode;
};

export type MenuButtonProps = ButtonLook & MenuProps & { children: ReactNode };

// The menu's behaviour is a third of a page's script and most pages are read without opening one.
const load = () => import("./menu-popover");
const MenuPopover = lazy(async () => ({ default: (await load()).MenuPopover }));

/** A button with a menu; the menu is fetched when the pointer or the focus comes near. */
export function MenuButton({ children, variant = "ghost", size = "md", iconOnly = true, ...menu }: MenuButtonProps) {
  const trigger = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);
  const [wanted, setWanted] = useState(false);
  return (
    <>
      <button
        ref={trigger}
        type="button"
        aria-label={menu.label}
        aria-haspopup="menu"
        aria-expanded={open}
        className={buttonClass({ variant, size, iconOnly })}
        onPointerEnter={() => void load()}
        onFocus={() => void load()}
        onClick={() => {
          setWanted(true);
          setOpen(true);
        }}
      >
        {children}
      </button>
      {wanted && (
        <Suspense>
          <MenuPopover {...menu} trigger={trigger} open={open} onOpenChange={setOpen} />
        </Suspense>
      )}
    </>
  );
}
