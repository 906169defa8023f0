import { css, html, LitElement, nothing } from 'lit';
import type { CitizenScreen } from '../../device/screen/screen.ts';
import type { Intent } from '../../device/words/intent.ts';
import type { KeypadKeyMessage } from '../../device/words/sound.ts';
import type { KioskIntentEvent } from '../design/intent-event.ts';
import './kiosk-closed.ts';
import { KeypadNavigation } from './keys/key-walk.ts';
import {
  isDrawable,
  type KioskScreen,
  loadEasyRest,
  loadMaintenance,
  loadRest,
  pageIdOf,
  shownLanguageOf,
} from './kiosk-screen.ts';
import { type LowTouchWatch, watchLowTouches } from './low-touches.ts';
import type { Speech } from './page-speech.ts';
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
      onScreen: (screen) => this.#receive(screen),
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
    onHelp: () => {
      this.#needRest();
      this.#page?.help();
    },
  });
  /** `null` until they are fetched, after the first screen. */
  #sounds: PageSounds | null = null;
  #speech: Speech | null = null;
  #touches: TouchWatch | null = null;
  #lowTouches: LowTouchWatch | null = null;
  /** Waits for the rest. The page before stays meanwhile; its touches name its own step, so they have no effect. */
  #awaited: CitizenScreen | null = null;
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
    this.#lowTouches = watchLowTouches(document, {
      pxPerMm: () => this.screen?.pxPerMm ?? 1,
      onLow: () => void loadRest().then(() => this.#page?.offerLower(), this.#cannotDraw),
    });
    // After the touches: they stop the browser's own clicks.
    document.addEventListener('click', (event) => this.#sounds?.clicked(event), { capture: true });
    this.#socket.start();
  }

  #receive(screen: CitizenScreen): void {
    if (isDrawable(screen)) {
      this.#show(screen);
      return;
    }
    this.#awaited = screen;
    const loads = screen.display.easyWords ? Promise.all([loadRest(), loadEasyRest()]) : loadRest();
    loads.then(() => this.#awaited && this.#receive(this.#awaited), this.#cannotDraw);
  }

  readonly #needRest = (): void => {
    loadRest().catch(this.#cannotDraw);
  };

  /** The kiosk gives no more files: its process or its files are new. */
  readonly #cannotDraw = (): void => this.#socket.abandon();

  #show(screen: CitizenScreen): void {
    this.#awaited = null;
    const first = this.screen === null;
    if (this.screen === null || pageIdOf(screen) !== pageIdOf(this.screen)) {
      this.#touches?.pageChanged();
      this.#lowTouches?.pageChanged();
      this.#keys.pageChanged();
    }
    this.screen = screen;
    this.closed = false;
    this.#sounds?.show(screen);
    this.#speech?.show(screen);
    document.documentElement.lang = shownLanguageOf(screen);
    if (screen.show === 'maintaining') loadMaintenance().catch(this.#cannotDraw);
    if (screen.sound?.to === 'headphones' && !this.#speech) void this.#loadSpeech().catch(() => undefined);
    if (first || !this.#sounds) whenIdle(() => void this.#prefetch());
  }

  /** Covers the page: it may show personal data of unknown age. */
  #close(): void {
    this.#awaited = null;
    this.screen = null;
    this.closed = true;
    this.#sounds?.close();
    this.#speech?.close();
  }

  #send({ detail }: KioskIntentEvent): void {
    if (!this.screen) return;
    this.#presentAt = performance.now();
    this.#sounds?.sent(detail);
    this.#sendIntent(detail);
  }

  #sendIntent(intent: Intent): void {
    if (this.screen) this.#socket.send(this.screen.step, intent);
  }

  /** Reports a touch, even if it has no intent. */
  #present(): void {
    this.#sounds?.touched();
    const now = performance.now();
    if (!this.screen || now - this.#presentAt < PRESENCE_MS) return;
    this.#presentAt = now;
    this.#socket.send(this.screen.step, { do: 'stay' });
  }

  /** A failure here has no effect: the first page that needs the rest asks again, and the next screen fetches the sounds. */
  #prefetch(): Promise<unknown> {
    return Promise.allSettled([loadRest(), this.#loadSounds()]);
  }

  async #loadSounds(): Promise<void> {
    const [{ PageSounds }, { player }] = await Promise.all([
      import('./sound/page-sounds.ts'),
      import('../sound/player.ts'),
    ]);
    if (this.#sounds) return;
    this.#sounds = new PageSounds({
      player,
      setTimeout: (act, ms) => window.setTimeout(act, ms),
      clearTimeout: (id) => window.clearTimeout(id as number),
    });
    if (this.screen) this.#sounds.show(this.screen);
  }

  async #loadSpeech(): Promise<void> {
    const [{ Speech }, { player }] = await Promise.all([import('./page-speech.ts'), import('../sound/player.ts')]);
    if (this.#speech) return;
    this.#speech = new Speech({
      player,
      page: () => this.#page,
      keys: this.#keys,
      send: (intent) => this.#sendIntent(intent),
    });
    if (this.screen) this.#speech.show(this.screen);
    this.#speech.drawn();
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
    if (this.#speech?.speaks) this.#speech.press(key);
    else this.#keys.press(key);
  }

  protected override render() {
    if (this.closed) return html`<kiosk-closed .why=${this.dismissed}></kiosk-closed>`;
    if (!this.screen) return nothing;
    return html`<kiosk-screen .screen=${this.screen} @kiosk-intent=${this.#send} @kiosk-help=${() => this.#needRest()} @kiosk-drawn=${() => this.#speech?.drawn()} @kiosk-spell=${() => this.#speech?.spell()}></kiosk-screen>`;
  }
}

function socketAddress({ protocol, host }: Location): string {
  return `${protocol === 'https:' ? 'wss' : 'ws'}://${host}/socket`;
}

function whenIdle(act: () => void): void {
  window.requestIdleCallback(act, { timeout: 1_000 });
}

customElements.define('kiosk-app', KioskApp);
