import '../dock-app.ts';
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { SEEN, type SeenEvent } from '../dock-app.ts';
import { styles } from './demo-app.styles.ts';
import { type GuideLanguage, type GuideMemory, type Hint, hintOf, type Seen, type SeenScreen, STEPS } from './hints.ts';
import { type Found, findFirst, nameOf, Pointer, type Spot, spotOf } from './pointer.ts';
import { GUIDE_WORDS, type GuideWords } from './words.ts';

/** The panel that the kiosk is shown on, in its own pixels: that of the simulated cabinet. */
const PANEL = { width: 1080, height: 1920 };
/** Of the window's width, at most so much is the kiosk's. */
const KIOSK_SHARE = 0.44;
/** From here down kiosk and devices stand below one another (demo-app.styles.ts). */
const NARROW_PX = 800;
/** Frames in which what the dock tells may move what is pointed at. */
const FRAMES_OF_NEWS = 2;
/** Between the control and the ring around it. */
const RING_PX = 5;

const LANGUAGES = Object.keys(GUIDE_WORDS) as GuideLanguage[];

/** Chosen in the address, so that it stays when the page is read again; else the browser's. */
function firstLanguage(): GuideLanguage {
  const wanted = [location.hash.slice(1), ...navigator.languages.map((each) => each.slice(0, 2))];
  return (
    wanted.map((each) => LANGUAGES.find((language) => language === each)).find((each) => each !== undefined) ?? 'en'
  );
}

type GlassApp = Element & { readonly shadowRoot: ShadowRoot };
type Glass = Element & { readonly screen: SeenScreen | null };

/**
 * Kiosk and devices side by side, and a guide through a first visit. It points at what is to be touched next and looks at what the kiosk and
 * the dock show; it presses nothing itself.
 */
export class DemoApp extends LitElement {
  static override properties = {
    seen: { state: true },
    memory: { state: true },
    skipped: { state: true },
    control: { state: true },
  };
  static override styles = styles;
  declare private seen: Seen;
  declare private memory: GuideMemory;
  declare private skipped: boolean;
  /** What the ring is around. */
  declare private control: HTMLElement | null;
  /** Before this visit. */
  #papers: number | null = null;
  #scrolledFor = '';
  #said = '';
  readonly #pointer = new Pointer(
    () => this.#found(),
    (spot, control) => this.#place(spot, control),
  );
  readonly #sizes = new ResizeObserver(() => this.#fit());

  constructor() {
    super();
    this.seen = { screen: null, dock: null };
    this.memory = { language: firstLanguage(), afresh: false, finished: false, lies: false };
    this.skipped = false;
    this.control = null;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#sizes.observe(this);
    this.addEventListener(SEEN, (event) => this.#see({ dock: (event as SeenEvent).detail }));
    // Scrolling of any part moves what is pointed at.
    window.addEventListener('scroll', () => this.#pointer.look(), { capture: true, passive: true });
  }

  override firstUpdated(): void {
    const stage = this.renderRoot.querySelector('.stage');
    if (stage) this.#sizes.observe(stage);
  }

  get #hint(): Hint {
    return hintOf(this.seen, this.memory);
  }

  get #words(): GuideWords {
    return GUIDE_WORDS[this.memory.language];
  }

  get #frame(): HTMLIFrameElement | null {
    return this.renderRoot.querySelector('iframe');
  }

  /** The page of the kiosk is there, once more after it was read again: from now on it tells what it draws. */
  #listen(): void {
    const page = this.#frame?.contentDocument;
    page?.addEventListener('kiosk-drawn', () => this.#lookAtGlass());
    page?.addEventListener('scroll', () => this.#pointer.look(), { capture: true, passive: true });
    this.#lookAtGlass();
  }

  #lookAtGlass(): void {
    const app = this.#frame?.contentDocument?.querySelector<GlassApp>('kiosk-app');
    this.#see({ screen: app?.shadowRoot?.querySelector<Glass>('kiosk-screen')?.screen ?? null });
  }

  #see(news: Partial<Seen>): void {
    const before = this.seen.screen?.show;
    this.seen = { ...this.seen, ...news };
    const { screen, dock } = this.seen;
    const holds = dock !== null && dock.reader.holding !== null;
    const isAsked = screen?.show === 'identifying' && before !== 'identifying';
    const lies = holds && (isAsked || this.memory.lies);
    if (lies !== this.memory.lies) this.memory = { ...this.memory, lies };
    if (dock && this.#papers === null) this.#papers = dock.printer.paperCount;
    if (screen?.show === 'attract' && !this.memory.finished) {
      this.#papers = dock?.printer.paperCount ?? null;
      if (this.memory.afresh) this.memory = { ...this.memory, afresh: false };
    }
    const isPrinted = dock !== null && this.#papers !== null && dock.printer.paperCount > this.#papers;
    if (screen?.show === 'done' && isPrinted && !this.memory.afresh && !this.memory.finished) {
      this.memory = { ...this.memory, finished: true };
    }
  }

  #restart(): void {
    this.memory = { ...this.memory, finished: false, afresh: this.seen.screen?.show !== 'attract' };
    this.#papers = this.seen.dock?.printer.paperCount ?? null;
    this.#scrolledFor = '';
  }

  #speak(language: GuideLanguage): void {
    this.memory = { ...this.memory, language };
    history.replaceState(null, '', `#${language}`);
  }

  /** The largest kiosk that the window has room for. */
  #fit(): void {
    const stage = this.renderRoot.querySelector('.stage');
    if (!stage) return;
    const { width, height } = stage.getBoundingClientRect();
    const scale =
      window.innerWidth <= NARROW_PX
        ? Math.min(1, width / PANEL.width)
        : Math.min(height / PANEL.height, (width * KIOSK_SHARE) / PANEL.width);
    this.style.setProperty('--scale', scale.toFixed(4));
    this.#pointer.look();
  }

  #found(): Found | null {
    const { target } = this.#hint;
    const devices = this.renderRoot.querySelector<HTMLElement>('.devices');
    const frame = this.#frame;
    if (!target || this.skipped || !devices || !frame) return null;
    const root = target.on === 'glass' ? frame.contentDocument : this.renderRoot.querySelector('dock-app')?.shadowRoot;
    const control = root ? findFirst(root, target.find) : null;
    return control && { control, within: target.on === 'glass' ? frame : devices };
  }

  #place(spot: Spot | null, control: HTMLElement | null): void {
    this.control = control;
    const ring = this.renderRoot.querySelector<HTMLElement>('.ring');
    if (!ring) return;
    ring.hidden = spot === null;
    if (spot === null) return;
    ring.style.transform = `translate(${spot.x - RING_PX}px, ${spot.y - RING_PX}px)`;
    ring.style.width = `${spot.width + 2 * RING_PX}px`;
    ring.style.height = `${spot.height + 2 * RING_PX}px`;
  }

  protected override updated(): void {
    const { id: said } = this.#hint;
    const isNews = said !== this.#said;
    this.#said = said;
    // The dock tells of every byte: each frame that is asked for is drawn, whether anything moved or not.
    this.#pointer.look(isNews ? undefined : FRAMES_OF_NEWS);
    const { language } = this.memory;
    // Even the same value once more has the style of everything computed again.
    if (document.documentElement.lang !== language) document.documentElement.lang = language;
    const { control } = this;
    const { id } = this.#hint;
    // Once for each hint: whoever scrolls away has a reason.
    const here = control && `${id} ${nameOf(control)}`;
    if (!control || !here || this.skipped || this.#scrolledFor === here) return;
    this.#scrolledFor = here;
    this.#toControl(control);
  }

  /** In a narrow window the page itself scrolls, below the guide, which stays. */
  #toControl(control: HTMLElement): void {
    const found = this.#found();
    if (!found) return;
    if (window.innerWidth > NARROW_PX) {
      if (control.ownerDocument === document) control.scrollIntoView({ block: 'nearest', inline: 'nearest' });
      return;
    }
    const spot = spotOf(found);
    const top = this.renderRoot.querySelector('.guide')?.getBoundingClientRect().bottom ?? 0;
    const middle = spot && spot.y + spot.height / 2;
    if (middle === null || (middle > top && middle < window.innerHeight)) return;
    window.scrollBy({ top: middle - (top + window.innerHeight) / 2 });
  }

  /** For who works by keys: the next key presses what is pointed at. */
  #show(): void {
    const { control } = this;
    if (!control) return;
    this.#toControl(control);
    if (control.ownerDocument !== document) this.#frame?.focus();
    const field = control.querySelector('input') ?? control;
    field.focus();
  }

  #steps(hint: Hint): TemplateResult {
    const at = hint.step === null ? -1 : STEPS.indexOf(hint.step);
    const isPast = (index: number) => index < at || hint.id === 'finished';
    return html`<ol>
      ${STEPS.map(
        (step, index) => html`<li
          class=${isPast(index) ? 'past' : ''}
          aria-current=${index === at && hint.id !== 'finished' ? 'step' : nothing}
        >
          ${index + 1}. ${this.#words.steps[step]}
        </li>`,
      )}
    </ol>`;
  }

  #languages(): TemplateResult {
    return html`<div class="languages" role="group" aria-label=${this.#words.languages}>
      ${LANGUAGES.map(
        (language) => html`<button
          type="button"
          lang=${language}
          data-test="guide-${language}"
          aria-label=${GUIDE_WORDS[language].name}
          aria-pressed=${language === this.memory.language}
          @click=${() => this.#speak(language)}
        >
          ${language.toUpperCase()}
        </button>`,
      )}
    </div>`;
  }

  #acts(hint: Hint): TemplateResult {
    const words = this.#words;
    const act = (test: string, label: string, press: () => void, look = '') =>
      html`<button type="button" class=${look} data-test=${test} @click=${press}>${label}</button>`;
    if (this.skipped) {
      return act('guide-open', words.open, () => {
        this.skipped = false;
      });
    }
    return html`${hint.target === null ? nothing : act('guide-show', words.show, () => this.#show(), 'show')}
      ${act('guide-restart', words.restart, () => this.#restart())}
      ${act('guide-skip', words.skip, () => {
        this.skipped = true;
      })}`;
  }

  /** While what is to be touched is not there yet, nothing is. */
  #says({ id, target }: Hint): string {
    const { hints } = this.#words;
    if (target === null) return hints[id]('');
    return this.control === null ? hints.wait('') : hints[id](nameOf(this.control));
  }

  protected override render() {
    const hint = this.#hint;
    const words = this.#words;
    const says = this.skipped ? '' : this.#says(hint);
    return html`<section class="guide" aria-label=${words.title} data-hint=${this.skipped ? 'skipped' : hint.id}>
        <div>
          <h1>${words.title}</h1>
          ${this.skipped ? nothing : this.#steps(hint)}
        </div>
        <p class="says" role="status" data-test="guide-says">${says}</p>
        <div class="acts">${this.#acts(hint)}${this.#languages()}</div>
      </section>
      <div class="stage">
        <div class="kiosk">
          <iframe src="/" title=${words.kiosk} @load=${() => this.#listen()}></iframe>
        </div>
        <div class="devices" lang="en"><dock-app></dock-app></div>
      </div>
      <div class="ring" aria-hidden="true" hidden data-test="guide-ring"></div>`;
  }
}

customElements.define('demo-app', DemoApp);
