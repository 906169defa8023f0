// @ts-check
/** Runs QEMU without KVM, through its monitor and guest agent. [QEMU QMP Reference Manual; QEMU Guest Agent Protocol Reference] */
import { spawn } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, openSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { openJsonSocket } from './socket.mjs';

const pause = (/** @type {number} */ ms) => new Promise((settle) => setTimeout(settle, ms));

/**
 * @typedef {object} MachineAccessOptions
 * @property {string} folder for sockets and logs
 * @property {string} disk qcow2 or raw
 * @property {'qcow2' | 'raw'} [format]
 * @property {readonly string[]} [devices] more arguments
 * @property {number} [memoryMb]
 */

const FIRMWARE = '/usr/share/OVMF';
/** Seconds to the guest agent's first answer. */
const BOOT_S = 240;
const LONGEST_WAIT_MS = 3_000;

/**
 * Resolves when QEMU's monitor answers.
 *
 * @param {MachineAccessOptions} options
 */
export async function startMachine(options) {
  const { folder } = options;
  mkdirSync(folder, { recursive: true });
  for (const name of ['qmp', 'qga']) rmSync(join(folder, name), { force: true });
  copyFileSync(`${FIRMWARE}/OVMF_VARS_4M.fd`, join(folder, 'firmware.vars'));
  const log = openSync(join(folder, 'qemu.log'), 'a');
  const child = spawn('qemu-system-x86_64', argumentsOf(options), { stdio: ['ignore', log, log] });
  const ended = new Promise((settle) => child.once('exit', settle));
  const qmp = await patiently(join(folder, 'qmp'), child);
  await qmp.hear((message) => 'QMP' in message);
  await command(qmp, 'qmp_capabilities');
  return machineOf(options, child, ended, qmp);
}

/** @param {MachineAccessOptions} options */
function argumentsOf({ folder, disk, format = 'qcow2', devices = [], memoryMb = 2048 }) {
  return [
    '-M',
    'q35',
    '-accel',
    'tcg,thread=multi',
    '-cpu',
    'max',
    '-smp',
    '2',
    '-m',
    String(memoryMb),
    '-nodefaults',
    '-no-user-config',
    '-display',
    'none',
    '-qmp',
    `unix:${folder}/qmp,server=on,wait=off`,
    '-serial',
    `file:${folder}/serial.log`,
    '-device',
    'virtio-serial-pci',
    '-chardev',
    `socket,id=qga,path=${folder}/qga,server=on,wait=off`,
    '-device',
    'virtserialport,chardev=qga,name=org.qemu.guest_agent.0',
    '-device',
    'virtio-rng-pci',
    '-drive',
    `file=${FIRMWARE}/OVMF_CODE_4M.fd,if=pflash,format=raw,readonly=on`,
    '-drive',
    `file=${folder}/firmware.vars,if=pflash,format=raw`,
    '-drive',
    `file=${disk},if=none,id=disk,format=${format},cache=unsafe`,
    '-device',
    'virtio-blk-pci,drive=disk,bootindex=0',
    '-device',
    'virtio-gpu-pci,xres=1080,yres=1920',
    '-device',
    'virtio-multitouch-pci,id=touch',
    ...devices,
  ];
}

/**
 * @param {string} path
 * @param {import('node:child_process').ChildProcess} child
 */
async function patiently(path, child) {
  for (let tries = 0; tries < 200; tries += 1) {
    if (child.exitCode !== null) throw new Error(`QEMU ended with ${child.exitCode}: see qemu.log`);
    if (existsSync(path)) {
      const lines = await openJsonSocket(path).catch(() => null);
      if (lines) return lines;
    }
    await pause(100);
  }
  throw new Error('QEMU has no monitor');
}

let nextId = 0;

/**
 * @param {import('./socket.mjs').Lines} lines
 * @param {string} name
 * @param {object} [args]
 * @param {number} [limitMs]
 */
async function command(lines, name, args, limitMs) {
  const id = ++nextId;
  lines.send({ execute: name, id, ...(args && { arguments: args }) });
  const answer = await lines.hear((message) => message.id === id, limitMs);
  if (answer.error) throw new Error(`${name}: ${answer.error.desc}`);
  return answer.return;
}

/**
 * @param {MachineAccessOptions} options
 * @param {import('node:child_process').ChildProcess} child
 * @param {Promise<unknown>} ended
 * @param {import('./socket.mjs').Lines} qmp
 */
function machineOf(options, child, ended, qmp) {
  /** @type {import('./socket.mjs').Lines | null} */
  let agent = null;
  const qga = join(options.folder, 'qga');
  const self = {
    pid: child.pid,
    /**
     * @param {string} name
     * @param {object} [args]
     * @param {number} [limitMs]
     */
    monitor: (name, args, limitMs) => command(qmp, name, args, limitMs),
    /**
     * @param {string} name
     * @param {number} [limitMs]
     * @param {string} [device] its id
     */
    event: (name, limitMs, device) =>
      qmp.hear(
        (message) => message.event === name && (device === undefined || message.data?.device === device),
        limitMs,
      ),
    /**
     * @param {number} [limitS]
     * @returns {Promise<void>}
     */
    async up(limitS = BOOT_S) {
      const until = Date.now() + limitS * 1000;
      while (Date.now() < until) {
        if (child.exitCode !== null) throw new Error(`QEMU ended with ${child.exitCode}`);
        agent?.close();
        agent = await openJsonSocket(qga).catch(() => null);
        if (agent) {
          const id = ++nextId;
          agent.send({ execute: 'guest-sync-delimited', arguments: { id } });
          const answer = await agent.hear((message) => message.return === id, 2_000).catch(() => null);
          if (answer) return;
        }
        await pause(300);
      }
      throw new Error(`the machine was not up in ${limitS} s: see serial.log`);
    },
    /**
     * @param {string} script
     * @param {{ limitS?: number, input?: string }} [how]
     * @returns {Promise<{ code: number, said: string }>}
     */
    async shell(script, { limitS = 120, input } = {}) {
      if (!agent) throw new Error('the machine is not up');
      const { pid } = await command(agent, 'guest-exec', {
        path: '/bin/sh',
        arg: ['-c', script],
        'capture-output': true,
        ...(input !== undefined && { 'input-data': Buffer.from(input).toString('base64') }),
      });
      const until = Date.now() + limitS * 1000;
      // The agent logs each question, and a busy machine would do little else.
      for (let waitMs = 100; ; waitMs = Math.min(2 * waitMs, LONGEST_WAIT_MS)) {
        const is = await command(agent, 'guest-exec-status', { pid });
        if (is.exited) {
          const said = [is['out-data'], is['err-data']]
            .map((data) => Buffer.from(data ?? '', 'base64').toString())
            .join('');
          return { code: is.exitcode ?? -1, said };
        }
        if (Date.now() > until) return { code: -1, said: `not ended in ${limitS} s` };
        await pause(waitMs);
      }
    },
    /**
     * @param {string} from
     * @param {string} to
     */
    async put(from, to) {
      if (!agent) throw new Error('the machine is not up');
      const handle = await command(agent, 'guest-file-open', { path: to, mode: 'w' });
      const bytes = readFileSync(from);
      for (let at = 0; at < bytes.length; at += 1 << 20)
        await command(agent, 'guest-file-write', {
          handle,
          'buf-b64': bytes.subarray(at, at + (1 << 20)).toString('base64'),
        });
      await command(agent, 'guest-file-close', { handle });
      // Every user may write files that the agent makes, so their mode is set.
      await self.shell(`chmod go-w ${to}`);
    },
    /**
     * Whether the watchdog resets the machine. A host that stalls would reset a healthy machine, so only one proof turns it on.
     *
     * @param {boolean} does
     */
    watchdogBites: (does) => command(qmp, 'set-action', { watchdog: does ? 'reset' : 'none' }),
    /** @param {string} file PNG */
    picture: (file) => command(qmp, 'screendump', { filename: file, format: 'png' }),
    /**
     * @param {number} x
     * @param {number} y
     * @param {number} [holdMs]
     */
    touch: (x, y, holdMs = 120) => self.fingers([[[x, y]]], holdMs),
    /**
     * @param {readonly (readonly (readonly [number, number])[])[]} paths
     * @param {number} ms
     */
    async fingers(paths, ms) {
      const steps = 10;
      for (let step = 0; step <= steps; step += 1) {
        const events = paths.flatMap((path, slot) => {
          const [x, y] = along(path, step / steps);
          return [...(step === 0 ? [edge(slot, 'begin')] : []), at(slot, 'x', x), at(slot, 'y', y)];
        });
        await command(qmp, 'input-send-event', { events });
        await pause(ms / steps);
      }
      await command(qmp, 'input-send-event', { events: paths.map((_, slot) => edge(slot, 'end')) });
    },
    /** @param {readonly string[]} keys QEMU's names, such as `ctrl`, `alt`, `f2` */
    chord: (keys) => command(qmp, 'send-key', { keys: keys.map((data) => ({ type: 'qcode', data })), 'hold-time': 80 }),
    async end() {
      agent?.close();
      qmp.close();
      child.kill('SIGKILL');
      await ended;
    },
  };

  return self;
}

/** @typedef {Awaited<ReturnType<typeof startMachine>>} Machine */

/**
 * @param {readonly (readonly [number, number])[]} path
 * @param {number} part
 * @returns {readonly [number, number]}
 */
function along(path, part) {
  const whole = (path.length - 1) * part;
  const nth = Math.min(Math.floor(whole), Math.max(path.length - 2, 0));
  const from = path[nth] ?? [0, 0];
  const to = path[nth + 1] ?? from;
  const rest = whole - nth;
  return [from[0] + (to[0] - from[0]) * rest, from[1] + (to[1] - from[1]) * rest];
}

/**
 * @param {number} slot
 * @param {'x' | 'y'} axis
 * @param {number} part
 */
const at = (slot, axis, part) => ({
  type: 'mtt',
  data: { type: 'data', slot, 'tracking-id': slot + 1, axis, value: Math.round(part * 32_767) },
});

/**
 * A lifted finger has no id [Linux, multi-touch protocol, type B].
 *
 * @param {number} slot
 * @param {'begin' | 'end'} type
 */
const edge = (slot, type) => ({
  type: 'mtt',
  data: { type, slot, 'tracking-id': type === 'end' ? -1 : slot + 1, axis: 'x', value: 0 },
});
