// @ts-check
/**
 * `npm run dev [-- --port N]`: the page changes in place and the visit continues. A change of device, catalogue or profile restarts the
 * device. The page shows faults until they are repaired.
 */
import { fork } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { stripVTControlCharacters } from 'node:util';
import { createServer } from 'vite';
import { buildAll } from './build.mjs';
import { buildCommand } from './build-steps.mjs';
import { exitIfLedgerLocked, parsePagePort } from './dev/begin.mjs';
import { CATALOGUE, checkConfig, digestOfConfig } from './dev/config-check.mjs';
import { createDevice } from './dev/device.mjs';
import { answerWhileDown } from './dev/not-up.mjs';
import { createProblems, pathFromRoot } from './dev/problems.mjs';
import { createRestarts } from './dev/restarts.mjs';
import { fromRoot } from './root.mjs';
import { watchYaml } from './watch-yaml.mjs';

const PAGE_PORT = parsePagePort(process.argv.slice(2));
const DEVICE_PORT = PAGE_PORT + 1;
const DEVICE = `http://127.0.0.1:${DEVICE_PORT}`;
/** Paths that the device answers, not the development server. */
const DEVICE_PATHS = ['/socket', '/healthz', '/dock', '/demo', '/technician'];

const problems = createProblems();
const device = createDevice(DEVICE_PORT, problems);
const restarts = createRestarts({
  check: checkConfig,
  // The launcher's file names the command by a hash of its content.
  digest: () => digestOfConfig() + readFileSync(fromRoot('dist/device/asan-kiosk.js'), 'utf8'),
  start: device.startAnew,
  problems,
});

/**
 * Sends the development page's requests under the device's host name, the only one that the device accepts. A foreign origin is still
 * refused.
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
      bypass: answerWhileDown(device.isUp, problems.lines),
      configure(server) {
        server.on('proxyReq', underDeviceName);
        server.on('proxyReqWs', underDeviceName);
      },
    },
  ]),
);

await exitIfLedgerLocked(fromRoot('var/simulated/ledger.db'));
if (!(await buildAll(['ui', 'dock', 'technician']))) process.exit(1);
const server = await createServer({
  configFile: fromRoot('ui/vite.config.ts'),
  plugins: [problems.plugin()],
  // Vite's own overlay is off: it shows one fault at a time.
  server: { host: '127.0.0.1', port: PAGE_PORT, strictPort: true, proxy, hmr: { overlay: false } },
});
try {
  await server.listen();
} catch (error) {
  console.error(`${error instanceof Error ? error.message : error}; choose another: npm run dev -- --port N`);
  process.exit(1);
}
const types = fork(fromRoot('test/tools/dev/types.mjs'));
types.once('message', () => console.log('types: checked, and again at every change'));
types.on('message', (found) => problems.set('types', /** @type {import('./dev/problems.mjs').Problem[]} */ (found)));

const watcher = await buildCommand({});
if (!('on' in watcher)) throw new Error('vite did not watch');
let isBuilt = true;
watcher.on('event', (event) => {
  if (event.code === 'START') isBuilt = true;
  if (event.code === 'ERROR') {
    isBuilt = false;
    problems.set('device build', [buildProblem(event.error.message)]);
  }
  if (event.code === 'BUNDLE_END') void event.result.close();
  if (event.code === 'END' && isBuilt) {
    problems.set('device build', []);
    void restarts.built();
  }
});

/**
 * Rolldown's message contains the source position, as `[ device/main.ts:4:7 ]`.
 *
 * @param {string} message
 * @returns {import('./dev/problems.mjs').Problem}
 */
function buildProblem(message) {
  const plain = stripVTControlCharacters(message);
  const [, file = '', line] = /\[ ([^\s:]+):(\d+):\d+ \]/.exec(plain) ?? [];
  const [, says = plain] = /\n\[[^\]\n]+\] (.+)/.exec(plain) ?? [];
  return {
    file: pathFromRoot(file),
    line: line === undefined ? null : Number(line),
    expected: 'source that can be built',
    found: says,
  };
}

const stopWatching = watchYaml(
  [CATALOGUE, `${CATALOGUE}/services`, 'provisioning/profiles'].map(fromRoot),
  restarts.changed,
);
console.log(
  `page with hot reload: http://127.0.0.1:${PAGE_PORT}/   simulators: http://127.0.0.1:${PAGE_PORT}/dock/   both: http://127.0.0.1:${PAGE_PORT}/demo`,
);

let ending = false;
async function end() {
  if (ending) return;
  ending = true;
  stopWatching();
  types.kill();
  await Promise.all([device.stop(), 'close' in watcher ? watcher.close() : undefined, server.close()]);
  process.exit(0);
}
process.on('SIGINT', end);
process.on('SIGTERM', end);
