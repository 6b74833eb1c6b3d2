/**
 * Called once by Next when a server process starts. Everything is imported inside, so that nothing of it reaches the
 * edge runtime or the build.
 */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { startServerSide } = await import("@/lib/worker/server-side");
  await startServerSide();
}
