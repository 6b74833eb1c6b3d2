"use client";
import { Monitor, Moon, Sun } from "lucide-react";
import { MenuButton } from "@/components/ui/menu-button";
import { useTheme } from "@/lib/client/theme";

const choices = [
  { id: "system", label: "Like the system", icon: Monitor },
  { id: "light", label: "Light", icon: Sun },
  { id: "dark", label: "Dark", icon: Moon },
] as const;

/** Light, dark or as the system has it; kept in this browser. */
export function ThemeSwitch() {
  const [theme, setTheme] = useTheme();
  const Current = choices.find((choice) => choice.id === theme)?.icon ?? Monitor;
  return (
    <MenuButton
      label="Theme"
      items={choices}
      selected={theme}
      onAction={(id) => {
        const chosen = choices.find((choice) => choice.id === id);
        if (chosen) setTheme(chosen.id);
      }}
    >
      <Current aria-hidden />
    </MenuButton>
  );
}
