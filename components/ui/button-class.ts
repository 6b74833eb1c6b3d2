const variants = {
  primary: "button--primary",
  secondary: "button--tertiary",
  outline: "button--outline",
  ghost: "button--ghost",
  danger: "button--danger",
  dangerSoft: "button--danger-soft",
  dangerGhost: "button--danger-ghost",
} as const;

const sizes = { sm: "button--sm", md: "", lg: "button--lg" } as const;

export type ButtonLook = {
  variant?: keyof typeof variants;
  size?: keyof typeof sizes;
  wide?: boolean;
  /** A square button with nothing but an icon; it needs an accessible name. */
  iconOnly?: boolean;
};

/** HeroUI's button classes for a plain `<button>` or `<Link>`: `<Link className={buttonClass({ variant: "outline" })}>`. */
export function buttonClass({
  variant = "secondary",
  size = "md",
  wide = false,
  iconOnly = false,
}: ButtonLook = {}): string {
  return ["button", variants[variant], sizes[size], wide && "button--full-width", iconOnly && "button--icon-only"]
    .filter(Boolean)
    .join(" ");
}
