// @ts-check
import { spawn } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fromRoot } from '../tools/root.mjs';

const COMMAND = fromRoot('dist/device/asan-kiosk.js');

/** @type {Record<string, { port: number, serial: string, args: readonly string[], remembers?: true }>} */
const SERIAL = {
  printer: { port: 1, serial: 'A10PRINT', args: ['printer', '--model', 'epson-tm-t20'] },
  terminal: {
    port: 2,
    serial: 'A10TERM',
    args: ['terminal', '--framing', 'serial', '--password', '123456'],
    remembers: true,
  },
  reader: { port: 3, serial: 'A10READ', args: ['reader'] },
  validator: { port: 4, serial: 'A10NOTES', args: ['bill-validator'], remembers: true },
  badges: { port: 7, serial: 'A10BADGE', args: ['badge-reader'] },
};
const HID = /** @type {const} */ ({
  scanner: { port: 5, args: ['scanner'] },
  keypad: { port: 6, args: ['keypad', '--model', 'storm-arrows'] },
  // USB ids that no driver knows.
  stranger: { port: 9, args: ['keypad', '--model', 'arrows'] },
});

export const ADDRESSES = { office: '10.0.2.100', sheets: '10.0.2.101' };

/**
 * @typedef {object} Peer
 * @property {(line: string) => void} tell command to the simulator (see its `help`)
 * @property {readonly any[]} events one value for each line of output
 * @property {(is: (event: any) => boolean, limitMs?: number) => Promise<any>} hear
 * @property {() => Promise<void>} end
 */

/**
 * Starts a simulator and waits until it is ready.
 *
 * @param {readonly string[]} args
 * @returns {Promise<Peer & { ready: any }>}
 */
export async function startPeer(args) {
  const child = spawn(process.execPath, [COMMAND, 'simulate', ...args, '--json'], { stdio: ['pipe', 'pipe', 'pipe'] });
  /** @type {any[]} */
  const events = [];
  /** @type {Set<() => void>} */
  const waiting = new Set();
  let errors = '';
  child.stderr.on('data', (chunk) => {
    errors += chunk;
  });
  createInterface({ input: child.stdout }).on('line', (line) => {
    events.push(JSON.parse(line));
    for (const look of [...waiting]) look();
  });
  const ended = new Promise((settle) => child.once('exit', settle));
  /** @type {Peer} */
  const peer = {
    events,
    tell: (line) => void child.stdin.write(`${line}\n`),
    hear: (is, limitMs = 60_000) =>
      new Promise((settle, fail) => {
        const limit = setTimeout(() => {
          waiting.delete(look);
          fail(new Error(`${args[0]} said nothing of it in ${limitMs} ms`));
        }, limitMs);
        const look = () => {
          const found = events.find(is);
          if (!found) return;
          clearTimeout(limit);
          waiting.delete(look);
          settle(found);
        };
        waiting.add(look);
        look();
      }),
    async end() {
      child.kill('SIGTERM');
      await ended;
    },
  };
  const ready = await Promise.race([
    peer.hear((event) => event.event === 'ready'),
    ended.then((code) => {
      throw new Error(`simulate ${args.join(' ')} ended with ${code}: ${errors}`);
    }),
  ]);
  return { ...peer, ready };
}

/**
 * Starts the office and the simulators behind adapters and network. `devices` are QEMU's arguments. `plugIn` plugs in scanner and keypad
 * when QEMU runs; `plugInStranger` plugs in a keypad with unknown ids.
 *
 * @param {string} folder
 * @param {{ office?: readonly string[] }} [options] more arguments for the office
 */
export async function startCabinet(folder, { office: officeArgs = [] } = {}) {
  mkdirSync(folder, { recursive: true });
  /** @type {Record<string, Peer & { ready: any }>} */
  const peers = {};
  const devices = [
    '-device',
    'qemu-xhci,id=usb,p2=10,p3=5',
    '-device',
    'i6300esb,id=watchdog',
    '-action',
    'watchdog=none',
    '-blockdev',
    'driver=null-co,node-name=spare,size=1048576',
    '-netdev',
    'user,id=spare,restrict=on',
    '-audiodev',
    'none,id=none',
    '-chardev',
    'null,id=spare',
  ];
  for (const [name, { port, serial, args, remembers }] of Object.entries(SERIAL)) {
    const memory = remembers ? ['--state', join(folder, `${name}.state`)] : [];
    peers[name] = await startPeer([...args, '--tcp', '0', ...memory]);
    const at = portOf(peers[name]);
    devices.push(
      ...['-chardev', `socket,id=${name},host=127.0.0.1,port=${at},reconnect-ms=500`],
      ...['-device', `usb-serial,id=usb-${name},chardev=${name},bus=usb.0,port=${port},serial=${serial}`],
    );
  }
  for (const [name, { port }] of Object.entries(HID)) {
    rmSync(join(folder, name), { force: true });
    devices.push(
      ...['-chardev', `socket,id=${name},path=${join(folder, name)},server=on,wait=off`],
      ...['-device', `usb-redir,id=usb-${name},chardev=${name},bus=usb.0,port=${port}`],
    );
  }
  peers['office'] = await startPeer(['back-office', '--port', '0', ...officeArgs]);
  peers['sheets'] = await startPeer(['document-printer', '--port', '0']);
  const forward = (/** @type {string} */ address, /** @type {number} */ port, /** @type {number} */ to) =>
    `guestfwd=tcp:${address}:${port}-cmd:socat - TCP:127.0.0.1:${to}`;
  devices.push(
    '-netdev',
    [
      'user,id=net,restrict=on',
      forward(ADDRESSES.office, 443, portOf(peers['office'])),
      forward(ADDRESSES.sheets, 631, portOf(peers['sheets'])),
    ].join(','),
    ...['-device', 'virtio-net-pci,netdev=net'],
  );
  const plug = async (/** @type {keyof typeof HID} */ name) => {
    peers[name] = await startPeer([...HID[name].args, '--usb-redir', `unix:${join(folder, name)}`]);
  };
  return {
    peers,
    devices,
    async plugIn() {
      await plug('scanner');
      await plug('keypad');
    },
    plugInStranger: () => plug('stranger'),
    async end() {
      await Promise.all(Object.values(peers).map((peer) => peer.end()));
    },
  };
}

/** @typedef {Awaited<ReturnType<typeof startCabinet>>} Cabinet */

/**
 * @param {{ ready: any } | undefined} peer
 * @returns {number}
 */
const portOf = (peer) => Number(/:(\d+)(\/|$)/.exec(peer?.ready.url ?? peer?.ready.link)?.[1]);
