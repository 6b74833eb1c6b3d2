import type { Metadata } from "next";
import { connection } from "next/server";
import { Suspense } from "react";
import { Logo } from "@/components/layout/logo";
import { Notice } from "@/components/ui/notice";
import { Bar } from "@/components/ui/skeletons";
import { safePath } from "@/lib/auth/safe-path";
import { env } from "@/lib/platform/env";
import { DemoSignIn } from "./demo-sign-in";
import { OrganizationSignIn } from "./organization-sign-in";
import { ProblemNotice, problemIn } from "./problem-notice";
import { SignInHelp } from "./sign-in-help";

export const metadata: Metadata = { title: "Sign in" };

export default function SignInPage({ searchParams }: PageProps<"/sign-in">) {
  return (
    <main className="flex min-h-dvh flex-col items-center px-4 py-10 sm:justify-center sm:py-16">
      <h1 className="mb-8">
        <span className="sr-only">Sign in to </span>
        <Logo />
      </h1>
      <Suspense fallback={<Waiting />}>
        <Ways searchParams={searchParams} />
      </Suspense>
    </main>
  );
}

async function Ways({ searchParams }: Pick<PageProps<"/sign-in">, "searchParams">) {
  await connection();
  const parameters = await searchParams;
  const { oidc, demo } = env();
  const next = safePath(parameters.next);
  const problem = problemIn(parameters);
  const query = typeof parameters.q === "string" ? parameters.q : "";
  return (
    <div className={`flex w-full flex-col gap-5 ${demo ? "max-w-3xl" : "max-w-sm"}`}>
      {problem && <ProblemNotice problem={problem} />}
      {oidc && <OrganizationSignIn next={next} />}
      {oidc && <SignInHelp problem={problem} />}
      {demo && <DemoSignIn next={next} query={query} />}
      {!oidc && !demo && (
        <Notice tone="warning" title="Sign-in is not set up yet">
          Whoever runs this portal needs to name the organization's sign-in service in its settings: OIDC_ISSUER,
          OIDC_CLIENT_ID and OIDC_CLIENT_SECRET.
        </Notice>
      )}
    </div>
  );
}

function Waiting() {
  return (
    <div className="flex w-full max-w-sm flex-col items-center gap-3">
      <Bar className="h-6 w-40" />
      <Bar className="h-10 w-full rounded-2xl" />
    </div>
  );
}
