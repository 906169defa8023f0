import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync } from 'node:fs';
import { chown, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import pg from 'pg';

const DEBIAN = '/usr/lib/postgresql';
const USER = 'office';
/** User and group id for PostgreSQL, which refuses to run as root. */
const NOBODY = 65_534;

const HASTE = ['fsync=off', 'full_page_writes=off', 'synchronous_commit=off'];

export interface PostgresServer {
  readonly folder: string;
  /** Returns the connection string. `more`: arguments of `CREATE DATABASE`. */
  database(more?: string): Promise<string>;
  /** The last argument is a connection string. */
  run(program: 'psql' | 'pg_dump', ...args: readonly string[]): Promise<string>;
  close(): Promise<void>;
}

export interface PostgresOptions {
  /** Whether a commit waits for the disk, as on an installed server. */
  readonly durable?: boolean;
}

/** Starts a server, which ends with this process at the latest. */
export async function startPostgres({ durable = false }: PostgresOptions = {}): Promise<PostgresServer> {
  const folder = await mkdtemp(join(tmpdir(), 'postgres-'));
  const asRoot = process.getuid?.() === 0;
  const data = join(folder, 'data');
  await mkdir(data, { mode: 0o700 });
  if (asRoot) for (const each of [folder, data]) await chown(each, NOBODY, NOBODY);
  const [program, before] = asRoot
    ? ['setpriv', [`--reuid=${NOBODY}`, `--regid=${NOBODY}`, '--clear-groups']]
    : ['env', []];
  const as = (name: string, ...args: string[]) => [...before, join(programs(), name), ...args];
  const init = ['-D', data, '-U', USER, '--auth=trust', '--no-sync', '--no-locale', '--encoding=UTF8'];
  await promisify(execFile)(program, as('initdb', ...init), { cwd: folder });
  const settings = [...(durable ? [] : HASTE), 'listen_addresses=', `unix_socket_directories=${folder}`];
  const server = spawn(program, as('postgres', '-D', data, ...settings.flatMap((each) => ['-c', each])), {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const leave = () => void server.kill('SIGINT');
  process.once('exit', leave);
  await isReady(server);
  let databases = 0;
  const urlOf = (database: string) => `postgres://${USER}@localhost/${database}?host=${encodeURIComponent(folder)}`;
  return {
    folder,
    run: async (program, ...args) => (await promisify(execFile)(join(programs(), program), [...args])).stdout,
    async database(more = '') {
      const name = `office_${++databases}`;
      const client = new pg.Client({ connectionString: urlOf('postgres') });
      await client.connect();
      await client.query(`CREATE DATABASE ${name} ${more}`);
      await client.end();
      return urlOf(name);
    },
    async close() {
      process.off('exit', leave);
      const ended = once(server, 'exit');
      // SIGINT: fast shutdown, which ends connections.
      server.kill('SIGINT');
      await ended;
      await rm(folder, { recursive: true });
    },
  };
}

function programs(): string {
  const versions = existsSync(DEBIAN)
    ? readdirSync(DEBIAN)
        .map(Number)
        .sort((a, b) => b - a)
    : [];
  const newest = versions
    .map((each) => join(DEBIAN, `${each}`, 'bin'))
    .find((bin) => existsSync(join(bin, 'postgres')));
  if (newest === undefined) throw new Error(`no PostgreSQL below ${DEBIAN}: apt-get install postgresql`);
  return newest;
}

async function isReady(server: ChildProcess): Promise<void> {
  const said: string[] = [];
  const lines = createInterface({ input: server.stderr! });
  await new Promise<void>((resolve, reject) => {
    lines.on('line', (line) => {
      said.push(line);
      if (line.includes('database system is ready to accept connections')) resolve();
    });
    server.once('exit', () => reject(new Error(`PostgreSQL did not start:\n${said.join('\n')}`)));
  });
  lines.removeAllListeners('line').resume();
}
