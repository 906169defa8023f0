// @ts-check
/** A bare Debian in a folder, without systemd, as in an installer. */
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

const LIMIT_S = 240;
const NOT_COMPARED =
  /^\/(proc|dev|sys|run|tmp)(\/|$)|^\/var\/(log|cache)\/|^\/var\/lib\/(dpkg|systemd\/deb-systemd-helper-enabled)(\/|$)|^\/etc\/(passwd|group|shadow|gshadow|subuid|subgid)-?$|^\/etc\/\.pwd\.lock$/;

/** @typedef {{ status: number | null, out: string, err: string }} Said */

/**
 * @param {string} folder
 * @param {string} tar of the whole root
 */
export function makeSystem(folder, tar) {
  mkdirSync(folder);
  execFileSync('tar', ['-xf', tar, '-C', folder, '--exclude=./dev/*']);
  // mmdebstrap's settings keep manual pages away, so they are removed.
  for (const name of ['etc/dpkg/dpkg.cfg.d/99mmdebstrap', 'usr/sbin/policy-rc.d'])
    rmSync(join(folder, name), { force: true });
  return systemIn(folder);
}

/** @param {string} folder */
function systemIn(folder) {
  /**
   * @param {string} command
   * @param {string} user
   * @returns {readonly string[]}
   */
  const line = (command, user) => [
    '--mount',
    '--propagation',
    'private',
    '--',
    'sh',
    '-c',
    `mount -t proc proc "$0/proc" && mount --rbind /dev "$0/dev" && exec chroot --userspec=${user}: "$0" /usr/bin/env -i HOME=/ LC_ALL=C.UTF-8 TERM=dumb PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin timeout ${LIMIT_S} bash -c "$1"`,
    folder,
    command,
  ];
  return {
    folder,
    /**
     * @param {string} command for bash
     * @param {{ as?: string, input?: string }} [how]
     * @returns {Said}
     */
    run(command, { as = 'root', input = '' } = {}) {
      const { status, stdout, stderr } = spawnSync('unshare', line(command, as), {
        encoding: 'utf8',
        input,
        maxBuffer: 1 << 28,
      });
      return { status, out: stdout, err: stderr };
    },
    /**
     * @param {string} command
     * @param {{ as?: string, until: RegExp }} how
     * @returns {Promise<Said>}
     */
    runUntil: (command, { as = 'root', until }) => heard(line(command, as), until),
    /** @returns {Map<string, string>} */
    listing() {
      const { out } = this.run(
        "find / -xdev \\( -path /proc -o -path /dev -o -path /sys -o -path /run -o -path /tmp \\) -prune -o -printf '%p\\t%y %u:%g %m %l' \\( -type f -printf ' %s\\n' -o -printf '\\n' \\) && find /etc /usr /var /opt -xdev -type f -newer /tmp/began -print0 | xargs -0r sha256sum",
      );
      return listed(out);
    },
  };
}

/** @typedef {ReturnType<typeof systemIn>} System */

/** @param {string} out */
function listed(out) {
  /** @type {Map<string, string>} */
  const files = new Map();
  for (const line of out.split('\n').filter((one) => one !== '')) {
    const [path = '', what] = line.includes('\t') ? line.split('\t') : [line.slice(66)];
    if (NOT_COMPARED.test(path)) continue;
    files.set(path, what ?? `${files.get(path) ?? ''} ${line.slice(0, 64)}`);
  }
  return files;
}

/**
 * @param {Map<string, string>} before
 * @param {Map<string, string>} after
 */
export function differences(before, after) {
  const gone = [...before.keys()].filter((path) => !after.has(path)).map((path) => `- ${path}`);
  const other = [...after].flatMap(([path, what]) => {
    const was = before.get(path);
    if (was === what) return [];
    return was === undefined ? [`+ ${path} ${what}`] : [`! ${path} ${was} → ${what}`];
  });
  return [...gone, ...other];
}

/**
 * @param {readonly string[]} line
 * @param {RegExp} until
 * @returns {Promise<Said>}
 */
function heard(line, until) {
  return new Promise((settle) => {
    const child = spawn('unshare', line, { detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
    const said = { out: '', err: '' };
    let told = false;
    for (const [name, stream] of /** @type {const} */ ([
      ['out', child.stdout],
      ['err', child.stderr],
    ]))
      stream.setEncoding('utf8').on('data', (/** @type {string} */ chunk) => {
        said[name] += chunk;
        if (told || child.pid === undefined || !until.test(said.out + said.err)) return;
        told = true;
        process.kill(-child.pid, 'SIGTERM');
      });
    child.on('close', (status) => settle({ status, ...said }));
  });
}
