// @ts-check
/**
 * `npm run dev [-- --port N]`: the simulated kiosk, built again and restarted whenever its source
 * changes, restarted when its catalogue does, behind a development server that reloads the page in place. Ends with Ctrl-C.
 */
import { spawn } from 'node:child_process';
import { parseArgs } from 'node:util';
import { createServer } from 'vite';
import { buildAll } from './build.mjs';
import { buildCommand } from './build-steps.mjs';
import { fromRoot, root } from './root.mjs';
import { watchYaml } from './watch-yaml.mjs';

const { values: given } = parseArgs({ options: { port: { type: 'string', default: '8080' } } });
const PAGE_PORT = Number(given.port);
/** The device itself, behind the development server. */
const DEVICE_PORT = PAGE_PORT + 1;
const DEVICE = `http://127.0.0.1:${DEVICE_PORT}`;
/** What the device answers itself; everything else is the page's source. */
const DEVICE_PATHS = ['/socket', '/healthz', '/dock', '/demo', '/technician'];
/** Milliseconds the device has to end by itself. */
const PATIENCE_MS = 3_000;

/** @type {import('node:child_process').ChildProcess | undefined} */
let device;

/** @returns {Promise<void>} */
function stopDevice() {
  const child = device;
  device = undefined;
  if (!child || child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    const force = setTimeout(() => child.kill('SIGKILL'), PATIENCE_MS);
    child.once('exit', () => {
      clearTimeout(force);
      resolve();
    });
    child.kill('SIGTERM');
  });
}

let starting = Promise.resolve();

/** One after the other: a second device would find the port of the first one taken. What is wrong with its catalogue it says itself. */
function startDevice() {
  starting = starting.then(stopDevice).then(launchDevice);
  return starting;
}

function launchDevice() {
  const args = ['run', '--simulate', '--port', String(DEVICE_PORT)];
  device = spawn(process.execPath, [fromRoot('dist/device/asan-kiosk.js'), ...args], { cwd: root, stdio: 'inherit' });
}

/**
 * The device answers to its own name alone, and that stays so. A request that comes from the development
 * server's own page is passed on under the device's name; any other keeps its foreign origin and is refused.
 *
 * @param {import('node:http').ClientRequest} outgoing
 * @param {import('node:http').IncomingMessage} incoming
 */
function underDeviceName(outgoing, incoming) {
  const { origin, host } = incoming.headers;
  if (origin !== undefined && origin === `http://${host}`) outgoing.setHeader('origin', DEVICE);
}

/** @type {Record<string, import('vite').ProxyOptions>} */
const proxy = Object.fromEntries(
  DEVICE_PATHS.map((path) => [
    path,
    {
      target: DEVICE,
      changeOrigin: true,
      ws: true,
      configure(server) {
        server.on('proxyReq', underDeviceName);
        server.on('proxyReqWs', underDeviceName);
      },
    },
  ]),
);

if (!(await buildAll(['ui', 'dock', 'technician']))) process.exit(1);
const server = await createServer({
  configFile: fromRoot('ui/vite.config.ts'),
  server: { host: '127.0.0.1', port: PAGE_PORT, strictPort: true, proxy },
});
try {
  await server.listen();
} catch (error) {
  console.log(`${error instanceof Error ? error.message : error}; choose another: npm run dev -- --port N`);
  process.exit(1);
}
const watcher = await buildCommand({});
if (!('on' in watcher)) throw new Error('vite did not watch');
watcher.on('event', (event) => {
  if (event.code === 'ERROR') console.log(`device: ${event.error.message}`);
  if (event.code === 'BUNDLE_END') void event.result.close();
  if (event.code === 'END') void startDevice();
});
const stopWatching = watchYaml(
  [fromRoot('device/catalogue'), fromRoot('device/catalogue/services'), fromRoot('provisioning/profiles')],
  (name) => {
    console.log(`${name} changed: the device starts again`);
    void startDevice();
  },
);
console.log(`page with hot reload: http://127.0.0.1:${PAGE_PORT}/   simulators: http://127.0.0.1:${PAGE_PORT}/dock/`);

let ending = false;
async function end() {
  if (ending) return;
  ending = true;
  stopWatching();
  await Promise.all([stopDevice(), 'close' in watcher ? watcher.close() : undefined, server.close()]);
  process.exit(0);
}
process.on('SIGINT', end);
process.on('SIGTERM', end);
