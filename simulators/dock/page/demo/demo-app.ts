import '../dock-app.ts';
import { html, LitElement } from 'lit';
import { DOCK_STATE_EVENT, type DockStateEvent } from '../dock-app.ts';
import { type GuideChoice, readGuideChoice, writeGuideChoice } from './address.ts';
import { styles } from './demo-app.styles.ts';
import { isNarrow, kioskScaleIn } from './fit.ts';
import { type GuideBarActions, guideBar, guideText } from './guide-bar.ts';
import { GuidePressSchedule, hintControlKey, isWayOut, touchesHintControl } from './hands.ts';
import { type Hint, hintOf, type PageObservation } from './hints.ts';
import {
  bringIntoView,
  ControlFollower,
  type ControlRectangle,
  findFirst,
  guideScreenOf,
  type PointedControl,
  visibleControlName,
} from './pointer.ts';
import { GuidePresser, type PointedHint } from './presser.ts';
import { flashRing, placeRing } from './ring.ts';
import { type GuidedVisit, newVisit, restartVisit, updateVisit } from './visit.ts';
import { GUIDE_WORDS } from './words.ts';

const FRAMES_OF_NEWS = 2;
/** How long a page may still draw its control. */
const DRAWN_MS = 500;
/** Presses controls between the newcomer's touches (hands.ts), or nothing. */
export class DemoApp extends LitElement {
  static override properties = {
    seen: { state: true },
    visit: { state: true },
    skipped: { state: true },
    byHand: { state: true },
    control: { state: true },
  };
  static override styles = styles;
  declare private seen: PageObservation;
  declare private visit: GuidedVisit;
  declare private skipped: boolean;
  declare private byHand: boolean;
  declare private control: HTMLElement | null;
  #scrolledFor = '';
  #said = '';
  #saidAt = 0;
  #isNews = false;
  #says = '';
  readonly #hands = new GuidePressSchedule();
  readonly #presser = new GuidePresser(this.#hands, {
    pointed: () => this.#pointed(),
    acted: (pressed) => this.#acted(pressed),
  });
  /** Then the keyboard focus stays at the guide's button. */
  #byButton = false;
  readonly #pointer = new ControlFollower(
    () => this.#found(),
    (spot, control) => this.#place(spot, control),
  );
  readonly #sizes = new ResizeObserver(() => this.#fit());
  readonly #acts: GuideBarActions = {
    goOn: () => this.#goOn(),
    stop: () => this.#stop(),
    restart: () => this.#allow(restartVisit(this.visit, this.seen)),
    pull: () => this.#allow({ ...this.visit, pulls: true }),
    speak: (language) => this.#choose({ language, byHand: this.byHand }),
    pressMyself: (byHand) => this.#choose({ language: this.visit.language, byHand }),
    skip: (on) => {
      this.#stop();
      this.skipped = on;
    },
  };

  constructor() {
    super();
    this.seen = { screen: null, dock: null };
    const { language, byHand } = readGuideChoice();
    this.visit = newVisit(language);
    this.skipped = false;
    this.byHand = byHand;
    this.control = null;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#sizes.observe(this);
    this.addEventListener(DOCK_STATE_EVENT, (event) => this.#see({ dock: (event as DockStateEvent).detail }));
    window.addEventListener('scroll', () => this.#pointer.look(), { capture: true, passive: true });
  }

  override firstUpdated(): void {
    const stage = this.renderRoot.querySelector('.stage');
    if (stage) this.#sizes.observe(stage);
    const devices = this.renderRoot.querySelector<HTMLElement>('.devices');
    if (devices) this.#watch(devices);
  }

  get #hint(): Hint {
    return hintOf(this.seen, this.visit);
  }

  get #frame(): HTMLIFrameElement | null {
    return this.renderRoot.querySelector('iframe');
  }

  #listen(): void {
    const view = this.#frame?.contentWindow;
    view?.document.addEventListener('kiosk-drawn', () => this.#lookAtGlass());
    view?.document.addEventListener('scroll', () => this.#pointer.look(), { capture: true, passive: true });
    // In the capture phase: the page stops a finger's clicks.
    if (view) this.#watch(view);
    this.#lookAtGlass();
  }

  /** The guide's own touches are not trusted events. */
  #watch(here: EventTarget): void {
    here.addEventListener('pointerdown', (event) => this.#touched(event), { capture: true });
    here.addEventListener('click', (event) => this.#touched(event), { capture: true });
  }

  #touched(event: Event): void {
    const hint = this.#hint;
    const isAsked = touchesHintControl(hint, event.composedPath());
    const isClick = event.type === 'click';
    if (isAsked && isClick && hint.id === 'paper') this.visit = { ...this.visit, finished: true };
    if (!event.isTrusted || this.byHand || this.skipped) return;
    this.#byButton = false;
    if (isAsked) this.#hands.allow(performance.now());
    else if (isClick && this.#hands.interrupt(hint, performance.now())) this.requestUpdate();
  }

  #lookAtGlass(): void {
    this.#see({ screen: guideScreenOf(this.#frame?.contentDocument) });
  }

  #see(news: Partial<PageObservation>): void {
    const was = this.seen;
    this.seen = { ...was, ...news };
    this.visit = updateVisit(this.visit, was, this.seen, performance.now());
    this.#hands.hear(this.#hint, performance.now());
  }

  #goOn(): void {
    if (this.byHand) {
      this.#show();
      return;
    }
    this.#byButton = true;
    this.#hands.allow(performance.now());
    this.#presser.pressNow();
  }

  #stop(): void {
    this.#hands.stop();
    this.requestUpdate();
  }

  #allow(visit: GuidedVisit): void {
    this.visit = visit;
    this.#scrolledFor = '';
    if (!this.byHand) this.#hands.allow(performance.now());
  }

  #choose(chosen: GuideChoice): void {
    if (chosen.byHand !== this.byHand) this.#stop();
    if (chosen.byHand && this.visit.finished) this.visit = restartVisit(this.visit, this.seen);
    this.byHand = chosen.byHand;
    this.visit = { ...this.visit, language: chosen.language };
    writeGuideChoice(chosen);
  }

  #fit(): void {
    const stage = this.renderRoot.querySelector('.stage');
    if (!stage) return;
    this.style.setProperty('--scale', kioskScaleIn(stage.getBoundingClientRect()).toFixed(4));
    this.#pointer.look();
  }

  #isYoung(): boolean {
    return performance.now() - this.#saidAt < DRAWN_MS;
  }

  #found(): PointedControl | null {
    const { target } = this.#hint;
    const devices = this.renderRoot.querySelector<HTMLElement>('.devices');
    const frame = this.#frame;
    if (!target || this.skipped || !devices || !frame) return null;
    const root = target.on === 'glass' ? frame.contentDocument : this.renderRoot.querySelector('dock-app')?.shadowRoot;
    const control = root ? findFirst(root, target.find) : null;
    if (!control || (isWayOut(this.#hint, control) && this.#isYoung())) return null;
    if (target.on === 'glass') return { control, within: [frame] };
    const well = control.closest<HTMLElement>('.well');
    return { control, within: well ? [devices, well] : [devices] };
  }

  #place(spot: ControlRectangle | null, control: HTMLElement | null): void {
    this.control = control;
    if (this.#ring) placeRing(this.#ring, spot);
    this.#presser.consider();
  }

  #pointed(): PointedHint | null {
    const { control, byHand, skipped, seen } = this;
    if (!control || byHand || skipped || this.#ring?.hidden !== false || this.#found()?.control !== control)
      return null;
    return { hint: this.#hint, screen: seen.screen, control, name: visibleControlName(control) };
  }

  #acted(pressed: boolean): void {
    this.requestUpdate();
    if (pressed && this.#ring) flashRing(this.#ring);
  }

  get #ring(): HTMLElement | null {
    return this.renderRoot.querySelector<HTMLElement>('.ring');
  }

  protected override willUpdate(): void {
    const said = hintControlKey(this.#hint, this.seen.screen, '');
    this.#isNews = said !== this.#said;
    if (!this.#isNews) return;
    this.#said = said;
    this.#saidAt = performance.now();
    this.#pointer.forget();
    window.setTimeout(() => this.requestUpdate(), DRAWN_MS);
  }

  protected override updated(): void {
    // Limits the frames: the dock reports every byte.
    this.#pointer.look(this.#isNews ? undefined : FRAMES_OF_NEWS);
    const { language } = this.visit;
    // Setting the same value recomputes all styles.
    if (document.documentElement.lang !== language) document.documentElement.lang = language;
    this.#presser.consider();
    if (this.#isNews && this.#byButton) this.#keepKeyboard();
    if (this.#isNews && this.seen.screen?.show === 'printing' && !this.skipped) this.#toPrinter();
    const { control } = this;
    const { id } = this.#hint;
    const here = control && `${id} ${visibleControlName(control)}`;
    if (!control || !here || this.skipped || this.#scrolledFor === here) return;
    this.#scrolledFor = here;
    this.#toControl();
  }

  /** Every page of the kiosk takes the focus. */
  #keepKeyboard(): void {
    this.renderRoot.querySelector<HTMLElement>('.acts .show')?.focus({ preventScroll: true });
  }

  #toPrinter(): void {
    const dock = this.renderRoot.querySelector('dock-app')?.shadowRoot;
    if (dock) findFirst(dock, ['printer-panel .mouth'])?.scrollIntoView({ block: 'nearest' });
  }

  #toControl(): void {
    const found = this.#found();
    if (!found) return;
    const top = this.renderRoot.querySelector('.guide')?.getBoundingClientRect().bottom ?? 0;
    bringIntoView(found, isNarrow() ? top : null);
  }

  #show(): void {
    const { control } = this;
    if (!control) return;
    this.#toControl();
    if (control.ownerDocument !== document) this.#frame?.focus();
    const field = control.querySelector('input') ?? control;
    field.focus();
  }

  protected override render() {
    const hint = this.#hint;
    const { visit, skipped, byHand, control } = this;
    const busy = !byHand && !skipped && this.#hands.isBusyWith(hint);
    const name = control && visibleControlName(control);
    const bar = { hint, visit, skipped, byHand, busy, name };
    if (name !== null || hint.target === null || skipped || !this.#isYoung()) this.#says = guideText(bar);
    return html`${guideBar({ ...bar, says: this.#says }, this.#acts)}
      <div class="stage">
        <div class="kiosk">
          <iframe src="/" title=${GUIDE_WORDS[visit.language].kiosk} @load=${() => this.#listen()}></iframe>
        </div>
        <div class="devices" lang="en"><dock-app></dock-app></div>
      </div>
      <div class="ring" aria-hidden="true" hidden data-test="guide-ring"></div>`;
  }
}

customElements.define('demo-app', DemoApp);
