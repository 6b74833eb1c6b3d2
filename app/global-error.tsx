"use client";
import { GeistSans } from "geist/font/sans";
import { Failure } from "@/components/layout/failure";
import { themeScript } from "@/lib/client/theme-script";
import "./globals.css";

/** When the root layout itself failed: its own document. */
export default function GlobalError({ error, retry }: { error: unknown; retry: () => void }) {
  return (
    <html lang="en" className={GeistSans.variable} data-theme="light" suppressHydrationWarning>
      <head>
        <title>Latchkey is not available</title>
        {/* biome-ignore lint/security/noDangerouslySetInnerHtml: a constant of ours, as in the root layout */}
        <script dangerouslySetInnerHTML={{ __html: themeScript }} />
      </head>
      <body className="min-h-dvh antialiased">
        <Failure error={error} retry={retry} alone />
      </body>
    </html>
  );
}
