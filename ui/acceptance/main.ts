import type { AcceptanceScreen, AcceptanceTouch } from '../../device/screen/acceptance.ts';

/*
 * The page of the acceptance test. It shows what it is told and says where it was touched; it remembers nothing. When the test is over
 * the kiosk is at the same address again, and the page makes room for the kiosk's own.
 */

/** ms between two tries to reach the test, or the kiosk after it. */
const RETRY_MS = 1_000;
/** A tone that small loudspeakers have, in Hz, and for how long, in s. */
const TONE_HZ = 440;
const TONE_S = 1.5;

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
  if (screen.show === 'tone') play();
  const across = (at: number, of: number) => Math.min(1, Math.max(0, at / of));
  const touch: AcceptanceTouch = {
    id: screen.id,
    x: across(event.clientX, window.innerWidth),
    y: across(event.clientY, window.innerHeight),
  };
  line.send(JSON.stringify(touch));
});
document.addEventListener('contextmenu', (event) => event.preventDefault());

function play(): void {
  const audio = new AudioContext();
  const tone = audio.createOscillator();
  tone.frequency.value = TONE_HZ;
  tone.connect(audio.destination);
  tone.start();
  tone.stop(audio.currentTime + TONE_S);
}

const socketAt = (path: string): WebSocket => new WebSocket(`${window.location.origin.replace(/^http/, 'ws')}${path}`);

function connect(): void {
  const made = socketAt('/acceptance/socket');
  let wasOpen = false;
  line = made;
  made.onopen = () => {
    wasOpen = true;
  };
  made.onmessage = ({ data }) => draw(JSON.parse(String(data)) as AcceptanceScreen);
  made.onclose = () => void window.setTimeout(wasOpen ? connect : lookForKiosk, RETRY_MS);
}

/** The kiosk has a socket of its own, and none of the test. */
function lookForKiosk(): void {
  const its = socketAt('/socket');
  its.onopen = () => window.location.reload();
  its.onclose = () => void window.setTimeout(connect, RETRY_MS);
}

connect();
