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

function connect(): void {
  const made = new WebSocket(`${window.location.origin.replace(/^http/, 'ws')}/acceptance/socket`);
  line = made;
  made.onmessage = ({ data }) => draw(JSON.parse(String(data)) as AcceptanceScreen);
  made.onclose = () => void window.setTimeout(() => void lookForKiosk(), RETRY_MS);
}

/** A kiosk has no such socket, and says that it is there. */
async function lookForKiosk(): Promise<void> {
  const answer = await fetch('/healthz', { cache: 'no-store' }).catch(() => null);
  const health: unknown = answer?.ok ? await answer.json().catch(() => null) : null;
  const isKiosk = typeof health === 'object' && health !== null && 'ready' in health && health.ready === true;
  if (isKiosk) window.location.reload();
  else connect();
}

connect();
