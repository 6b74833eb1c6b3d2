"use client";
import { Dropdown } from "@heroui/react/dropdown";
import { Check } from "lucide-react";
import type { RefObject } from "react";
import type { MenuProps } from "./menu-button";

export type MenuPopoverProps = MenuProps & {
  trigger: RefObject<HTMLButtonElement | null>;
  open: boolean;
  onOpenChange: (open: boolean) => void;
};

/** The menu of a MenuButton. */
export function MenuPopover({
  label,
  items,
  onAction,
  selected,
  header,
  trigger,
  open,
  onOpenChange,
}: MenuPopoverProps) {
  const choice = selected !== undefined;
  return (
    <Dropdown.Popover
      aria-label={label}
      triggerRef={trigger}
      isOpen={open}
      onOpenChange={onOpenChange}
      placement="bottom end"
      className="dropdown__popover min-w-52"
    >
      {header}
      <Dropdown.Menu
        aria-label={label}
        className="dropdown__menu"
        autoFocus="first"
        selectionMode={choice ? "single" : "none"}
        disallowEmptySelection={choice}
        selectedKeys={choice ? [selected] : []}
        onAction={(key) => onAction(String(key))}
        onClose={() => onOpenChange(false)}
      >
        {items.map(({ id, label: text, icon: Icon }) => (
          <Dropdown.Item key={id} id={id} textValue={text}>
            {Icon && <Icon aria-hidden className="size-4 text-muted" />}
            <span className="flex-1">{text}</span>
            {selected === id && <Check aria-hidden className="size-4 text-accent-soft-foreground" />}
          </Dropdown.Item>
        ))}
      </Dropdown.Menu>
    </Dropdown.Popover>
  );
}
