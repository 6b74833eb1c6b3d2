"use client";
import { useSyncExternalStore } from "react";
import { type Theme, themeKey, themes } from "./theme-script";

const changed = "latchkey-theme";

function read(): Theme {
  try {
    const stored = localStorage.getItem(themeKey);
    return themes.find((theme) => theme === stored) ?? "system";
  } catch {
    return "system";
  }
}

function subscribe(listener: () => void): () => void {
  window.addEventListener(changed, listener);
  window.addEventListener("storage", listener);
  return () => {
    window.removeEventListener(changed, listener);
    window.removeEventListener("storage", listener);
  };
}

/** The reader's choice and how to change it; the script in the head applies it. */
export function useTheme(): [Theme, (theme: Theme) => void] {
  const theme = useSyncExternalStore(subscribe, read, () => "system" as const);
  return [theme, choose];
}

function choose(theme: Theme): void {
  try {
    localStorage.setItem(themeKey, theme);
  } catch {
    // Storage may be forbidden; then the choice lasts as long as the page's own theme.
  }
  window.dispatchEvent(new Event(changed));
}
