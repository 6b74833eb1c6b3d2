export const themes = ["system", "light", "dark"] as const;
export type Theme = (typeof themes)[number];

/** Where the choice is kept; this browser only. */
export const themeKey = "latchkey-theme";

/**
 * Runs in the head before anything is painted: the static shell is the same for everybody, so the theme cannot be
 * in it. Sets data-theme to light or dark and follows the system while the choice is "system".
 */
export const themeScript = `(()=>{const r=document.documentElement,m=matchMedia("(prefers-color-scheme: dark)");
const s=()=>{let t;try{t=localStorage.getItem("${themeKey}")}catch{}
r.dataset.theme=t==="dark"||t==="light"?t:m.matches?"dark":"light"};s();
m.addEventListener("change",s);addEventListener("storage",s);addEventListener("latchkey-theme",s)})()`;
