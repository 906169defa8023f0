// @ts-check
import { WebSocket } from 'ws';

/** @typedef {import('../../device/screen/screen.ts').CitizenScreen} Screen */
/** @typedef {import('../../device/words/intent.ts').Intent} Intent */

/** A longer wait is a fault, not a result. */
const SCREEN_LIMIT_MS = 30_000;

/**
 * The kiosk's screen, through its socket without a browser.
 *
 * @typedef {object} Glass
 * @property {() => Screen} screen the latest
 * @property {(wanted: (screen: Screen) => boolean) => Promise<Screen>} until
 * @property {(intent: Intent) => void} touch
 * @property {(command: object) => Promise<void>} dock
 * @property {() => Promise<import('../../simulators/dock/state.ts').DockState>} dockState
 * @property {() => void} close
 */

/**
 * @param {string} url of the kiosk, with a slash at the end
 * @returns {Promise<Glass>}
 */
export async function openGlass(url) {
  const { origin, host } = new URL(url);
  const socket = new WebSocket(`ws://${host}/socket`, { origin });
  /** @type {Screen | undefined} */
  let latest;
  let beat = 0;
  /** @type {Set<() => void>} */
  const waiting = new Set();
  socket.on('message', (data) => {
    const message = JSON.parse(data.toString());
    if ('beat' in message) beat = message.beat;
    else latest = message.screen;
    for (const look of waiting) look();
  });

  /**
   * @param {(screen: Screen) => boolean} wanted
   * @returns {Promise<Screen>}
   */
  const until = (wanted) =>
    new Promise((resolve, reject) => {
      const end = () => {
        clearTimeout(limit);
        waiting.delete(look);
      };
      const look = () => {
        if (latest === undefined || !wanted(latest)) return;
        end();
        resolve(latest);
      };
      const limit = setTimeout(() => {
        end();
        reject(new Error(`the screen stayed at ${latest?.show ?? 'nothing'}`));
      }, SCREEN_LIMIT_MS);
      waiting.add(look);
      look();
    });
  const screen = () => {
    if (latest === undefined) throw new Error('no screen has come yet');
    return latest;
  };
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
  await until(() => true);
  return {
    screen,
    until,
    touch: (intent) => socket.send(JSON.stringify({ step: screen().step, beat, intent })),
    dock: (command) => toDock(url, command),
    dockState: async () => (await fetch(`${url}dock/state`)).json(),
    close: () => socket.terminate(),
  };
}

/**
 * @param {string} url with a slash at the end
 * @param {object} command of `simulators/dock/commands.ts`
 */
async function toDock(url, command) {
  const headers = { 'content-type': 'application/json', origin: new URL(url).origin };
  const answer = await fetch(`${url}dock/command`, { method: 'POST', headers, body: JSON.stringify(command) });
  if (!answer.ok) throw new Error(`dock: ${answer.status} ${await answer.text()}`);
}
