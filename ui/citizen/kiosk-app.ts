import { css, html, LitElement, nothing } from 'lit';
import type { CitizenScreen } from '../../device/screen/screen.ts';
import { LANGUAGE_CODES } from '../../device/words/language.ts';
import type { KeypadKeyMessage } from '../../device/words/sound.ts';
import type { KioskIntentEvent } from '../design/intent-event.ts';
import { loadWords } from '../words/load.ts';
import './kiosk-closed.ts';
import { KeypadNavigation } from './keys/key-walk.ts';
import { type KioskScreen, loadVisitPages, pageIdOf, shownLanguageOf } from './kiosk-screen.ts';
import { FROM_START_PAGE, type PageDismissalReason, ScreenSocket } from './screen-socket.ts';
import type { PageSounds } from './sound/page-sounds.ts';
import { type TouchWatch, turnTouchesIntoClicks } from './touches.ts';

/** Least time between reports of touches: the device counts minutes. */
const PRESENCE_MS = 1_000;

export class KioskApp extends LitElement {
  static override properties = { screen: { state: true }, closed: { state: true }, dismissed: { state: true } };
  static override styles = css`
    :host {
      display: block;
      height: 100%;
    }
  `;

  declare private screen: CitizenScreen | null;
  declare private closed: boolean;
  declare private dismissed: PageDismissalReason | null;
  readonly #socket = new ScreenSocket(
    {
      open: () => new WebSocket(socketAddress(window.location)),
      setTimeout: (act, ms) => window.setTimeout(act, ms),
      clearTimeout: (id) => window.clearTimeout(id as number),
      // Browsers forbid a link to a file, but allow to go back to it.
      leave: window.location.hash === FROM_START_PAGE ? () => window.history.back() : null,
    },
    {
      onScreen: (screen) => this.#show(screen),
      onClosed: () => this.#close(),
      onKey: (press) => this.#press(press),
      onDismissed: (why) => {
        this.#close();
        this.dismissed = why;
      },
    },
  );
  readonly #keys = new KeypadNavigation({
    now: () => performance.now(),
    root: () => this.#page?.shadowRoot ?? null,
    onHelp: () => this.#page?.help(),
  });
  /** `null` until they are fetched, after the first screen. */
  #sounds: PageSounds | null = null;
  #touches: TouchWatch | null = null;
  #presentAt = Number.NEGATIVE_INFINITY;

  constructor() {
    super();
    this.screen = null;
    this.closed = false;
    this.dismissed = null;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#touches = turnTouchesIntoClicks(document, {
      now: () => performance.now(),
      pxPerMm: () => this.screen?.pxPerMm ?? 1,
      calm: () => this.screen?.display.calmTouch ?? false,
      onPresence: () => this.#present(),
      onTooShort: () => this.#page?.sayHowToTouch(),
    });
    // After the touches: they stop the browser's own clicks.
    document.addEventListener('click', (event) => this.#sounds?.clicked(event), { capture: true });
    this.#socket.start();
  }

  #show(screen: CitizenScreen): void {
    const first = this.screen === null;
    if (this.screen === null || pageIdOf(screen) !== pageIdOf(this.screen)) {
      this.#touches?.pageChanged();
      this.#keys.pageChanged();
    }
    this.screen = screen;
    this.closed = false;
    this.#sounds?.show(screen);
    document.documentElement.lang = shownLanguageOf(screen);
    if (first) whenIdle(() => void this.#prefetch());
  }

  /** Covers the page: it may show personal data of unknown age. */
  #close(): void {
    this.screen = null;
    this.closed = true;
    this.#sounds?.close();
  }

  #send({ detail }: KioskIntentEvent): void {
    if (!this.screen) return;
    this.#presentAt = performance.now();
    this.#sounds?.sent(detail);
    this.#socket.send(this.screen.step, detail);
  }

  /** Reports a touch, even if it has no intent. */
  #present(): void {
    this.#sounds?.touched();
    const now = performance.now();
    if (!this.screen || now - this.#presentAt < PRESENCE_MS) return;
    this.#presentAt = now;
    this.#socket.send(this.screen.step, { do: 'stay' });
  }

  async #prefetch(): Promise<void> {
    void loadVisitPages();
    for (const code of LANGUAGE_CODES) void loadWords(code);
    if (this.#sounds) return;
    const [{ PageSounds }, { player }] = await Promise.all([
      import('./sound/page-sounds.ts'),
      import('./sound/player.ts'),
    ]);
    this.#sounds = new PageSounds({
      player,
      setTimeout: (act, ms) => window.setTimeout(act, ms),
      clearTimeout: (id) => window.clearTimeout(id as number),
    });
    if (this.screen) this.#sounds.show(this.screen);
  }

  get #page(): KioskScreen | null {
    return this.renderRoot.querySelector('kiosk-screen');
  }

  /** A press on a screen that is over has no effect. */
  #press({ key, step }: KeypadKeyMessage): void {
    if (this.screen?.step !== step) return;
    this.#present();
    this.#page?.present();
    this.#sounds?.pressed(key);
    this.#keys.press(key);
  }

  protected override render() {
    if (this.closed) return html`<kiosk-closed .why=${this.dismissed}></kiosk-closed>`;
    if (!this.screen) return nothing;
    return html`<kiosk-screen .screen=${this.screen} @kiosk-intent=${this.#send}></kiosk-screen>`;
  }
}

function socketAddress({ protocol, host }: Location): string {
  return `${protocol === 'https:' ? 'wss' : 'ws'}://${host}/socket`;
}

function whenIdle(act: () => void): void {
  window.requestIdleCallback(act, { timeout: 1_000 });
}

customElements.define('kiosk-app', KioskApp);
