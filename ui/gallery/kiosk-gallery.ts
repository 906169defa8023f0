import { html, LitElement, nothing, type TemplateResult } from 'lit';
import type { CitizenScreen } from '../../device/screen/screen.ts';
import '../citizen/kiosk-closed.ts';
import '../citizen/kiosk-screen.ts';
import { findUnreachableControls } from '../citizen/keys/ways.ts';
import { type ScriptItem, scriptOf } from '../citizen/speech/script.ts';
import type { KioskIntentEvent } from '../design/intent-event.ts';
import { loadedWords } from '../words/load.ts';
import { formatGalleryAddress, type GalleryAddress, parseGalleryAddress } from './address.ts';
import { styles } from './gallery.styles.ts';
import { DESIGN_PART_SAMPLES, type GalleryPartEntry } from './gallery-part.ts';
import { gallerySettings } from './gallery-settings.ts';
import { type Panel, panelOf } from './panels.ts';
import { dismissalOf, type SampleName, sampleNames, screenOf } from './samples.ts';
import { whenDrawn } from './settled.ts';

/** Screens to draw. Without `widthPx`: the first screen, in the whole window. */
export interface GalleryInput {
  readonly screens: readonly CitizenScreen[];
  readonly panel: Panel;
  readonly widthPx?: number;
}

/** CSS pixels. */
const THUMBNAIL_PX = { portrait: 200, landscape: 400 } as const;

/**
 * Samples in every language on every panel. The address's hash chooses a grid, one large screen, or (`bare=1`) one screen alone for tests
 * and pictures. When drawn, `data-ready` of the document element is that hash.
 */
export class KioskGallery extends LitElement {
  static override properties = { address: { state: true }, intent: { state: true }, given: { state: true } };
  static override styles = styles;

  declare private address: GalleryAddress;
  declare private given: GalleryInput | null;
  declare private intent: string;
  #asked = window.location.hash;
  #drawn: Promise<void> = Promise.resolve();
  readonly #follow = () => void this.show(window.location.hash);

  constructor() {
    super();
    this.address = parseGalleryAddress(this.#asked);
    this.intent = '';
    this.given = null;
  }

  /** Shows the samples of a hash without navigation, for fast tests. Resolves when all is drawn. */
  async show(hash: string): Promise<void> {
    delete document.documentElement.dataset['ready'];
    this.#asked = hash;
    this.intent = '';
    this.address = parseGalleryAddress(hash);
    this.given = null;
    await this.updateComplete;
    await this.#drawn;
  }

  async showScreens(given: GalleryInput): Promise<void> {
    this.given = given;
    await this.updateComplete;
    await this.#drawn;
  }

  /** Controls of the drawn screen, and pairs of them without a way of the keypad from the first to the second. */
  waysOfKeypad(): { readonly controls: readonly HTMLElement[]; readonly lost: readonly string[] } {
    const root = this.renderRoot.querySelector('kiosk-screen')?.shadowRoot;
    return root ? findUnreachableControls(root) : { controls: [], lost: [] };
  }

  /** What the voice would say of the drawn screen. */
  script(): readonly Pick<ScriptItem, 'text' | 'language'>[] {
    const screen = this.renderRoot.querySelector('kiosk-screen');
    const words = loadedWords(this.address.language, this.address.display)?.speech;
    if (!screen?.shadowRoot || !words) return [];
    return scriptOf(screen.shadowRoot, words, screen.lang).map(({ text, language }) => ({ text, language }));
  }

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener('hashchange', this.#follow);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener('hashchange', this.#follow);
  }

  protected override updated(): void {
    const asked = this.#asked;
    this.#drawn = whenDrawn(this.renderRoot).then(() => {
      if (asked === this.#asked) document.documentElement.dataset['ready'] = asked;
    });
  }

  #go(change: Partial<GalleryAddress>): void {
    window.location.hash = formatGalleryAddress({ ...this.address, ...change });
  }

  protected override render() {
    const { address, given } = this;
    if (given) return this.#given(given);
    const asked = everything().find(({ show, name }) => show === address.show && name === address.sample);
    const bare = address.bare && asked !== undefined;
    document.documentElement.lang = bare ? address.language : 'en';
    if (bare) return html`<div class="bare">${this.#screen(asked)}</div>`;
    return html`<header class="tools">
        <h1>${asked ? `${asked.show} · ${asked.name}` : 'asan-kiosk: every screen'}</h1>
        ${gallerySettings(address, (change) => this.#go(change))}
      </header>
      ${
        // A large screen has its own `main`; a grid of screens must not have many.
        asked ? this.#large(asked) : html`<main>${this.#grid()}</main>`
      }`;
  }

  #screen(each: GalleryItem): TemplateResult {
    if ('part' in each)
      return html`<gallery-part .sample=${each} .address=${this.address} .pxPerMm=${this.#panel.pxPerMm}></gallery-part>`;
    const { show, name } = each;
    if (show === 'closed') {
      const { pxPerMm } = this.#panel;
      return html`<kiosk-closed .why=${dismissalOf(name)} style="--mm: ${pxPerMm}px"></kiosk-closed>`;
    }
    const screen: CitizenScreen = screenOf(show, name, this.address, this.#panel.pxPerMm);
    return html`<kiosk-screen
      .screen=${screen}
      @kiosk-intent=${(event: KioskIntentEvent) => {
        this.intent = JSON.stringify(event.detail);
      }}
    ></kiosk-screen>`;
  }

  #given({ screens, panel, widthPx }: GalleryInput) {
    const alone = widthPx === undefined ? screens[0] : undefined;
    document.documentElement.lang = alone?.language ?? 'en';
    if (alone) return html`<div class="bare"><kiosk-screen .screen=${alone}></kiosk-screen></div>`;
    const scale = (widthPx ?? panel.widthPx) / panel.widthPx;
    return html`<div class="row">
      ${screens.map((screen) => framed(html`<kiosk-screen .screen=${screen}></kiosk-screen>`, panel, scale, true))}
    </div>`;
  }

  get #panel(): Panel {
    return panelOf(this.address.panel);
  }

  #grid() {
    const names = everything();
    const shows = [...new Set(names.map(({ show }) => show))];
    return shows.map(
      (show) => html`<h2>${show}</h2>
        <ul class="row">
          ${names.filter((each) => each.show === show).map((each) => html`<li>${this.#thumbnail(each)}</li>`)}
        </ul>`,
    );
  }

  #thumbnail(each: GalleryItem) {
    const { widthPx, heightPx } = this.#panel;
    const width = THUMBNAIL_PX[widthPx < heightPx ? 'portrait' : 'landscape'];
    const address = { ...this.address, show: each.show, sample: each.name };
    return html`<a class="thumbnail" style="width: ${width}px" href=${formatGalleryAddress(address)}>
      ${this.#scaled(each, width / widthPx, true)}<span>${each.name}</span>
    </a>`;
  }

  #large(asked: GalleryItem) {
    const { widthPx, heightPx } = this.#panel;
    const scale = Math.min(1, (window.innerWidth - 48) / widthPx, (window.innerHeight - 150) / heightPx);
    const names = everything();
    const at = names.findIndex(({ show, name }) => show === asked.show && name === asked.name);
    const step = (to: GalleryItem | undefined, words: string) =>
      to === undefined
        ? nothing
        : html`<a href=${formatGalleryAddress({ ...this.address, show: to.show, sample: to.name })}>${words}</a>`;
    return html`<nav class="steps" aria-label="Samples">
        ${step(names[at - 1], 'Previous')}
        <a href=${formatGalleryAddress({ ...this.address, show: '', sample: '' })}>All screens</a>
        ${step(names[at + 1], 'Next')}
        <output>${this.intent}</output>
      </nav>
      <div class="large">${this.#scaled(asked, scale, false)}</div>`;
  }

  #scaled(each: GalleryItem, scale: number, inert: boolean) {
    return framed(this.#screen(each), this.#panel, scale, inert);
  }
}

type GalleryItem = SampleName | GalleryPartEntry;
const everything = (): readonly GalleryItem[] => [...sampleNames(), ...DESIGN_PART_SAMPLES];

function framed(screen: TemplateResult, { widthPx, heightPx }: Panel, scale: number, inert: boolean): TemplateResult {
  return html`<div class="frame" style="width: ${widthPx * scale}px; height: ${heightPx * scale}px">
    <div ?inert=${inert} style="width: ${widthPx}px; height: ${heightPx}px; transform: scale(${scale})">${screen}</div>
  </div>`;
}

customElements.define('kiosk-gallery', KioskGallery);

declare global {
  interface HTMLElementTagNameMap {
    'kiosk-gallery': KioskGallery;
  }
}
