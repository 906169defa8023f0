import type { AcceptanceScreen, AcceptanceTouch } from '../../device/screen/acceptance.ts';
import { MAX_VOLUME } from '../../device/words/sound.ts';
import { player } from '../sound/player.ts';

/* After the test, the kiosk has this address; the start page leads to it. */

/** Milliseconds until the page goes back to the start page, which looks for test or kiosk. */
const RETURN_MS = 250;
/** Close code of `device/web/glass.ts`: another page has taken over. */
const TAKEN_OVER = 4_409;

let screen: AcceptanceScreen | null = null;
let line: WebSocket | null = null;

const part = <E extends HTMLElement>(selector: string): E => {
  const found = document.querySelector<E>(selector);
  if (!found) throw new Error(`the page has no ${selector}`);
  return found;
};
const text = part('main');
const target = part('#target');

function draw(next: AcceptanceScreen): void {
  screen = next;
  text.replaceChildren(
    ...next.lines.map((words, nth) => {
      const paragraph = document.createElement(nth === 0 ? 'h1' : 'p');
      paragraph.textContent = words;
      return paragraph;
    }),
  );
  target.hidden = next.show !== 'target';
  if (next.show !== 'target') return;
  target.style.left = `${next.at.x * 100}%`;
  target.style.top = `${next.at.y * 100}%`;
}

document.addEventListener('pointerdown', (event) => {
  if (!screen || screen.show === 'rest' || !event.isPrimary || line?.readyState !== WebSocket.OPEN) return;
  if (screen.show === 'tone') player.play('acceptance', MAX_VOLUME, Number.POSITIVE_INFINITY);
  const across = (at: number, of: number) => Math.min(1, Math.max(0, at / of));
  const touch: AcceptanceTouch = {
    id: screen.id,
    x: across(event.clientX, window.innerWidth),
    y: across(event.clientY, window.innerHeight),
  };
  line.send(JSON.stringify(touch));
});
document.addEventListener('contextmenu', (event) => event.preventDefault());

/** When the test ends, the start page finds out whether the kiosk has the port. */
function connect(): void {
  line = new WebSocket(`${window.location.origin.replace(/^http/, 'ws')}/socket/acceptance`);
  line.onmessage = ({ data }) => draw(JSON.parse(String(data)) as AcceptanceScreen);
  line.onclose = ({ code }) => {
    if (code !== TAKEN_OVER) window.setTimeout(() => window.history.back(), RETURN_MS);
  };
}

connect();
