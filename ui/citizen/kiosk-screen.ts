import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { html as staticHtml, unsafeStatic } from 'lit/static-html.js';
import type { CitizenScreen } from '../../device/screen/screen.ts';
import { DISPLAY_RESET_MS, mayBeCovered, waitOf } from '../../device/words/display.ts';
import { LANGUAGE_CODES, type Language, languageOfPage } from '../../device/words/language.ts';
import { FIRST_VOLUME, MAX_VOLUME } from '../../device/words/sound.ts';
import { base } from '../design/base.styles.ts';
import { drawnEvent } from '../design/drawn-event.ts';
import { icon } from '../design/icon.ts';
import { intentEvent } from '../design/intent-event.ts';
import { isSmallPanel, shownTextSize } from '../design/text-sizes.ts';
import { tokens } from '../design/tokens.ts';
import { areWordsLoaded, firstWords, loadEasyWords, loadedWords, loadWords } from '../words/load.ts';
import type { FirstWords } from '../words/words.ts';
import { styles } from './kiosk-screen.styles.ts';
import './pages/attract.ts';

/** Whether all that follows the first page is here. */
let isRestLoaded = false;

/** Fetches all that follows the first page: other pages, dialogs, bars, and the texts in every language. A failed fetch may be repeated. */
export async function loadRest(): Promise<void> {
  await Promise.all([import('./visit.ts'), ...LANGUAGE_CODES.map(loadWords)]);
  isRestLoaded = true;
}

/** Fetches the easy texts of all languages. After a failure, another call fetches them again. */
export const loadEasyRest = (): Promise<unknown> => Promise.all(LANGUAGE_CODES.map(loadEasyWords));

/** Fetches the pages of maintenance; until then their element stays empty. */
export const loadMaintenance = (): Promise<unknown> => import('./maintenance/maintaining.ts');

/** Whether the page can be drawn now. All pages except the first wait for `loadRest`. With easy words, all pages wait for `loadEasyRest`. */
export const isDrawable = ({ show, display }: CitizenScreen): boolean =>
  (isRestLoaded || show === 'attract') && areWordsLoaded(display);

/** Identity of a page. If it changes, the focus starts at the heading, and open dialogs close. */
const headingIdOf = ({ step, show, idle }: CitizenScreen): string => `${step} ${show} ${idle !== null}`;

/** Identity of what the citizen sees. A late touch for the page before has no effect. */
export const pageIdOf = (screen: CitizenScreen): string => `${headingIdOf(screen)} ${screen.display.covered}`;

/** The whole page is in one language: the citizen's, or the fallback if the citizen's language has no texts for the page. */
export const shownLanguageOf = ({ language, show }: CitizenScreen): Language =>
  show === 'maintaining' ? language : languageOfPage(language, show);

/** Milliseconds for which the page says how to touch. Why 8 s: chosen, not measured. */
const HINT_SHOWN_MS = 8_000;
const SIGNS = ['pointerdown', 'keydown'] as const;

/** Height in mm that *lower screen* uses (`--k-reach`). A panel of at most this height has no lower screen. */
const REACH_MM = 320;

/** Pages without a visit have no top bar, and no idle warning closes their sheet. */
const WITHOUT_VISIT: ReadonlySet<CitizenScreen['show']> = new Set(['attract', 'starting', 'outOfService']);
const WITHOUT_HELP: ReadonlySet<CitizenScreen['show']> = new Set(['starting', 'maintaining']);

/**
 * Draws a `CitizenScreen` and the dialogs over it.
 *
 * @fires kiosk-intent
 */
export class KioskScreen extends LitElement {
  static override properties = {
    screen: { attribute: false },
    words: { state: true },
    asking: { state: true },
    touchHint: { state: true },
  };
  static override styles = [tokens, base, styles];

  declare screen: CitizenScreen | null;
  /** The first page has no other texts than `FirstWords`. */
  declare private words: FirstWords | null;
  declare private asking: 'leave' | 'settings' | 'help' | 'lower' | null;
  /** Whether the page says how to touch. */
  declare private touchHint: boolean;
  #opener: EventTarget | null = null;
  /** Whether the page has offered the lower screen to this citizen. */
  #wasLowerOffered = false;
  #focused = '';
  /** First figure of the idle warning: a repeated screen must not restart the ring. */
  #idleSeconds = 0;
  #silence: ReturnType<typeof setTimeout> | undefined;
  #hinted: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    super();
    this.screen = null;
    this.words = null;
    this.asking = null;
    this.touchHint = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener('keydown', this.#closes);
    for (const sign of SIGNS) window.addEventListener(sign, this.present);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener('keydown', this.#closes);
    for (const sign of SIGNS) window.removeEventListener(sign, this.present);
    clearTimeout(this.#silence);
    clearTimeout(this.#hinted);
  }

  readonly #closes = ({ key }: KeyboardEvent): void => {
    if (key === 'Escape') this.#ask(null);
  };

  protected override willUpdate(changed: PropertyValues<this>): void {
    const { screen } = this;
    if (!screen || !changed.has('screen')) return;
    const before = changed.get('screen');
    if (!before || headingIdOf(before) !== headingIdOf(screen)) {
      this.asking = null;
      this.#opener = null;
    }
    if (before && !WITHOUT_VISIT.has(before.show) && WITHOUT_VISIT.has(screen.show)) this.#wasLowerOffered = false;
    if (screen.idle && !before?.idle) this.#idleSeconds = screen.idle.seconds;
    const language = shownLanguageOf(screen);
    const { display } = screen;
    this.words = screen.show === 'attract' ? firstWords(language, display) : (loadedWords(language, display) ?? null);
    this.#reflect(screen);
  }

  #reflect(screen: CitizenScreen): void {
    this.lang = shownLanguageOf(screen);
    this.setAttribute('colours', screen.display.colours);
    this.toggleAttribute('lower', screen.display.lower);
    this.toggleAttribute('dim', screen.dim);
    this.toggleAttribute('deep', screen.show !== 'attract' && WITHOUT_VISIT.has(screen.show));
    this.style.setProperty('--mm', `${screen.pxPerMm}px`);
    const isSmall = isSmallPanel(this, screen.pxPerMm);
    // The attribute is for the tokens, the property for style queries of all parts.
    this.toggleAttribute('small', isSmall);
    this.style.setProperty('--k-panel', isSmall ? 'small' : 'usual');
    this.style.setProperty('--k-text', String(shownTextSize(screen.display.text, isSmall) / 100));
  }

  protected override updated(): void {
    const { screen } = this;
    if (!screen || !this.words) return;
    const here = `${pageIdOf(screen)} ${this.asking}`;
    const isNew = here !== this.#focused;
    // Listeners of the event read `shownId`.
    this.#focused = here;
    this.dispatchEvent(drawnEvent());
    if (isNew) void this.#moveFocus();
  }

  async #moveFocus(): Promise<void> {
    type Heading = LitElement & { focusHeading?: () => void };
    const element =
      this.renderRoot.querySelector<Heading>('kiosk-idle, kiosk-cover, kiosk-leave, kiosk-lower, kiosk-help') ??
      this.renderRoot.querySelector<Heading>('main > *');
    if (!element) return;
    const opener = this.#opener;
    if (this.asking === null && !this.screen?.display.covered && opener instanceof HTMLElement && opener.isConnected) {
      this.#opener = null;
      opener.focus({ preventScroll: true });
      return;
    }
    await customElements.whenDefined(element.localName);
    await element.updateComplete;
    element.focusHeading?.();
  }

  /** Identity of what the citizen sees: page and dialog. */
  get shownId(): string {
    return this.#focused;
  }

  /** Opens the help, but not over another dialog. */
  help(): void {
    if (this.screen && this.#mayHelp(this.screen)) this.#ask('help');
  }

  #mayHelp({ idle, display, show }: CitizenScreen): boolean {
    return idle === null && this.asking === null && !display.covered && !WITHOUT_HELP.has(show);
  }

  /** Offers the lower screen once to each citizen, but not over another dialog or a question that ends soon. */
  offerLower(): void {
    const { screen } = this;
    if (!screen || this.#wasLowerOffered || !this.#mayHelp(screen) || !mayBeCovered(screen.show)) return;
    if (screen.display.lower || this.offsetHeight <= REACH_MM * screen.pxPerMm) return;
    this.#wasLowerOffered = true;
    this.#ask('lower');
  }

  /** Keeps the dialog open while a citizen touches. After a silence without a visit, the next touch may be of another citizen. */
  readonly present = (): void => {
    clearTimeout(this.#silence);
    const { screen } = this;
    if (!screen || !WITHOUT_VISIT.has(screen.show)) return;
    this.#silence = setTimeout(this.#silent, waitOf(screen.display, DISPLAY_RESET_MS));
  };

  readonly #silent = (): void => {
    if (!this.screen || !WITHOUT_VISIT.has(this.screen.show)) return;
    this.asking = null;
    this.#wasLowerOffered = false;
  };

  /** Called after touches that were too short for *calm touch*. */
  sayHowToTouch(): void {
    this.touchHint = true;
    clearTimeout(this.#hinted);
    this.#hinted = setTimeout(() => {
      this.touchHint = false;
    }, HINT_SHOWN_MS);
  }

  #opens(about: 'settings' | 'help', event: Event): void {
    this.#ask(about);
    this.#noteOpener(event);
  }

  #noteOpener(event: Event): void {
    const [opener] = event.composedPath();
    this.#opener = opener instanceof HTMLButtonElement ? opener : null;
  }

  /** The device keeps the cover: the page stays covered after a lost connection. */
  #cover(covered: boolean): void {
    this.dispatchEvent(intentEvent({ do: 'display', set: { covered } }));
  }

  #covers(event: Event): void {
    this.#noteOpener(event);
    this.#cover(true);
  }

  #ask(about: typeof this.asking): void {
    this.asking = about;
    this.present();
  }

  readonly #light = (): void => {
    this.dispatchEvent(intentEvent({ do: 'display', set: { dark: false } }));
  };

  /** After a dialog scrolled, its moved controls count as new for the touches. */
  #moved(): void {
    this.dispatchEvent(drawnEvent());
  }

  protected override render() {
    const { screen, words } = this;
    if (!screen || !words) return nothing;
    const { covered } = screen.display;
    const asks = screen.idle !== null || this.asking !== null || covered;
    return html`<div
      class="stage"
      @kiosk-leave=${() => this.#ask('leave')}
      @kiosk-cover=${this.#covers}
      @kiosk-settings=${(event: Event) => this.#opens('settings', event)}
      @kiosk-help=${(event: Event) => this.#opens('help', event)}
    >
      <div role="status">${
        this.touchHint && screen.display.calmTouch
          ? html`<div class="hint">${icon('hand')}<p>${words.display.calmTouch.how}</p></div>`
          : nothing
      }</div>
      <div class="page ${covered ? 'covered' : ''}">${simulatedNotice(screen, words)}<div class="under" ?inert=${asks}>
        ${
          WITHOUT_VISIT.has(screen.show) || screen.show === 'maintaining'
            ? nothing
            : html`<header>
                <k-top-bar .frame=${screen} .words=${words} .languagesAway=${bankDecides(screen)} .leaves=${!NO_WAY_BACK.has(screen.show)} .covers=${mayBeCovered(screen.show)}></k-top-bar>
                ${screen.steps === null ? nothing : html`<k-progress .steps=${screen.steps} .words=${words}></k-progress>`}
              </header>`
        }
        ${
          screen.scan === null || screen.show === 'attract'
            ? nothing
            : html`<div class="scan" role="alert">${icon('qr-code')}<p>${words.scan.refused[screen.scan]}</p></div>`
        }
        ${volume(screen, words)}
        ${
          screen.cabinetOpen
            ? html`<div class="scan" role="alert">${icon('triangle-alert')}<p>${words.cabinet.open}</p></div>`
            : nothing
        }
        <main>${viewOf(screen, words)}</main>
      </div>
      ${this.#dialog(screen, words)}</div>
      ${isDark(screen) ? html`<button class="night" tabindex="-1" aria-hidden="true" @click=${this.#light}></button>` : nothing}
    </div>`;
  }

  /** The idle warning covers other dialogs. */
  #dialog(screen: CitizenScreen, words: FirstWords) {
    const stay = () => this.#ask(null);
    if (screen.idle !== null) {
      return html`<kiosk-idle
        .seconds=${this.#idleSeconds}
        .calm=${screen.display.moreTime}
        .words=${words}
        .about=${aboutOf(screen)}
        .parks=${screen.parks}
        .kept=${screen.kept}
        @scroll=${this.#moved}
      ></kiosk-idle>`;
    }
    if (screen.display.covered) {
      return html`<kiosk-cover .screen=${screen} .words=${words} @kiosk-uncover=${() => this.#cover(false)}></kiosk-cover>`;
    }
    if (this.asking === 'leave') {
      return html`<kiosk-leave
        .words=${words}
        .cardIn=${screen.cardIn}
        .parks=${screen.parks}
        .kept=${screen.kept}
        .inDoubt=${'money' in screen && (screen.money === 'unknown' || screen.money === 'with-staff')}
        .entered=${screen.steps !== null || screen.show === 'trouble'}
        @kiosk-stay=${stay}
        @scroll=${this.#moved}
      ></kiosk-leave>`;
    }
    if (this.asking === 'lower') return html`<kiosk-lower .words=${words} @kiosk-stay=${stay}></kiosk-lower>`;
    if (this.asking !== null) {
      return html`<kiosk-help .screen=${screen} .words=${words} .atSettings=${this.asking === 'settings'} @kiosk-stay=${stay} @kiosk-spell=${stay} @kiosk-drawn=${this.present}></kiosk-help>`;
    }
    return nothing;
  }
}

/** A black screen without a voice would leave the citizen with nothing. The black part is a button: the touch filter takes only controls. */
const isDark = ({ display, sound }: CitizenScreen): boolean => display.dark && sound?.to === 'headphones';

/** Stands above everything that covers a page. */
const simulatedNotice = ({ simulated }: CitizenScreen, { common }: FirstWords) =>
  simulated ? html`<aside class="simulated">${icon('info')}<span>${common.simulated}</span></aside>` : nothing;

/** Shown with headphones, or if the volume was changed. */
const volume = ({ sound, display }: CitizenScreen, { keypad }: FirstWords) =>
  sound === null || (sound.to === 'speaker' && display.volume === FIRST_VOLUME)
    ? nothing
    : html`<div class="volume" role="status">
        ${icon(sound.to === 'headphones' ? 'headphones' : 'volume-2')}<p>${keypad.volume({ level: display.volume, of: MAX_VOLUME })}</p>
      </div>`;

const NO_WAY_BACK: ReadonlySet<CitizenScreen['show']> = new Set([
  'starting',
  'outOfService',
  'attract',
  'choosing',
  'lookingUp',
  'lodging',
  'paying',
  'payingCash',
  'noteTooLarge',
  'credited',
  'trouble',
  'issuing',
  'readingDocument',
  'printing',
  'printTrouble',
  'parking',
  'parked',
  'done',
]);

function aboutOf(screen: CitizenScreen): 'body' | 'cash' | 'credited' {
  if (screen.show === 'credited') return 'credited';
  return screen.show === 'payingCash' && screen.inserted > 0 ? 'cash' : 'body';
}

function bankDecides(screen: CitizenScreen): boolean {
  return screen.show === 'paying' && screen.stage === 'processing';
}

/** Name of the element that draws a page: `screen-receipt-qr` for `receiptQr`. */
export const elementNameOf = (show: CitizenScreen['show']): string =>
  `screen-${show.replace(/[A-Z]/g, (capital) => `-${capital.toLowerCase()}`)}`;

const viewOf = (screen: CitizenScreen, words: FirstWords): TemplateResult => {
  const element = unsafeStatic(elementNameOf(screen.show));
  return staticHtml`<${element} .screen=${screen} .words=${words}></${element}>`;
};

customElements.define('kiosk-screen', KioskScreen);

declare global {
  interface HTMLElementTagNameMap {
    'kiosk-screen': KioskScreen;
  }
}
