"use client";
import { Link2 } from "lucide-react";
import type { ButtonLook } from "./button-class";
import { CopyButton } from "./copy-button";

export type CopyLinkProps = ButtonLook & { href: string; label?: string };

/** Copies the full address of a page of this portal. */
export const CopyLink = ({ href, label = "Copy link", ...look }: CopyLinkProps) => (
  <CopyButton
    {...look}
    textOf={() => new URL(href, location.origin).href}
    label={label}
    copiedLabel="Link copied"
    icon={Link2}
  />
);
