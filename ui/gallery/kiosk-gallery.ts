import { html, LitElement, nothing } from 'lit';
import type { View } from '../../device/screen/screen.ts';
import '../citizen/kiosk-screen.ts';
import '../citizen/visit.ts';
import { LANGUAGES } from '../words/languages.ts';
import { type Address, readAddress, writeAddress } from './address.ts';
import { styles } from './gallery.styles.ts';
import { PANELS, type Panel } from './panels.ts';
import { allSamples, type Sample, samplesIn, screenOf } from './samples.ts';

/** Width in CSS pixels of one screen in the grid. */
const THUMBNAIL = { portrait: 200, landscape: 400 } as const;

/**
 * Every member of `Screen`, in three languages, on every panel: a grid, one screen large, or (`bare=1`) one screen
 * alone for tests and pictures. The hash of the address says which.
 */
export class KioskGallery extends LitElement {
  static override properties = { address: { state: true } };
  static override styles = styles;

  private declare address: Address;
  readonly #follow = () => {
    this.address = readAddress(window.location.hash);
  };

  constructor() {
    super();
    this.address = readAddress(window.location.hash);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener('hashchange', this.#follow);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener('hashchange', this.#follow);
  }

  #go(change: Partial<Address>): void {
    window.location.hash = writeAddress({ ...this.address, ...change });
  }

  get #panel(): Panel {
    return PANELS[this.address.panel] ?? PANELS[0]!;
  }

  #find(): Sample | undefined {
    const { show, sample, language } = this.address;
    return allSamples(language).find(({ name, view }) => view.show === show && name === sample);
  }

  protected override render() {
    document.documentElement.lang = this.address.language;
    const sample = this.#find();
    if (this.address.bare && sample) return html`<div class="bare">${this.#screen(sample)}</div>`;
    return html`${this.#tools(sample)} ${sample ? this.#large(sample) : this.#grid()}`;
  }

  #screen(sample: Sample) {
    const { language, display, simulated } = this.address;
    const screen = screenOf(sample, { language, display, simulated, pxPerMm: this.#panel.pxPerMm });
    return html`<kiosk-screen .screen=${screen}></kiosk-screen>`;
  }

  #tools(sample: Sample | undefined) {
    const { language, display, panel, simulated } = this.address;
    return html`<div class="tools">
      <h1>${sample ? `${sample.view.show} · ${sample.name}` : 'asan-kiosk: every screen'}</h1>
      ${sample ? html`<button type="button" @click=${() => this.#go({ show: '', sample: '' })}>All screens</button>` : nothing}
      ${LANGUAGES.map(
        ({ code, name }) => html`<label
          ><input type="radio" name="language" .checked=${code === language} @change=${() => this.#go({ language: code })} />${name}</label
        >`,
      )}
      <label
        >Panel
        <select @change=${(event: Event) => this.#go({ panel: (event.target as HTMLSelectElement).selectedIndex })}>
          ${PANELS.map(({ name }, index) => html`<option ?selected=${index === panel}>${name}</option>`)}
        </select></label
      >
      <label
        >Text
        <select
          @change=${(event: Event) => {
            const index = (event.target as HTMLSelectElement).selectedIndex;
            this.#go({ display: { ...display, text: ([100, 130, 200] as const)[index] ?? 100 } });
          }}
        >
          ${[100, 130, 200].map((text) => html`<option ?selected=${text === display.text}>${text} %</option>`)}
        </select></label
      >
      ${this.#switch('Contrast', display.contrast, (contrast) => ({ display: { ...display, contrast } }))}
      ${this.#switch('Lower', display.lower, (lower) => ({ display: { ...display, lower } }))}
      ${this.#switch('Simulated', simulated, (on) => ({ simulated: on }))}
    </div>`;
  }

  #switch(label: string, on: boolean, change: (on: boolean) => Partial<Address>) {
    return html`<label
      ><input
        type="checkbox"
        .checked=${on}
        @change=${(event: Event) => this.#go(change((event.target as HTMLInputElement).checked))}
      />${label}</label
    >`;
  }

  #grid() {
    const samples = samplesIn(this.address.language);
    return (Object.keys(samples) as View['show'][]).map(
      (show) => html`<h2>${show}</h2>
        <div class="row">${samples[show].map((sample: Sample) => this.#thumbnail(sample))}</div>`,
    );
  }

  #thumbnail(sample: Sample) {
    const { widthPx, heightPx } = this.#panel;
    const width = THUMBNAIL[widthPx < heightPx ? 'portrait' : 'landscape'];
    return html`<figure style="width: ${width}px">
      ${this.#scaled(sample, width / widthPx, true)}
      <button
        type="button"
        class="open"
        aria-label=${`${sample.view.show} ${sample.name}`}
        @click=${() => this.#go({ show: sample.view.show, sample: sample.name })}
      ></button>
      <figcaption>${sample.name}</figcaption>
    </figure>`;
  }

  #large(sample: Sample) {
    const { widthPx, heightPx } = this.#panel;
    const scale = Math.min(1, (window.innerWidth - 48) / widthPx, (window.innerHeight - 110) / heightPx);
    return html`<div class="large">${this.#scaled(sample, scale, false)}</div>`;
  }

  #scaled(sample: Sample, scale: number, inert: boolean) {
    const { widthPx, heightPx } = this.#panel;
    return html`<div class="frame" style="width: ${widthPx * scale}px; height: ${heightPx * scale}px">
      <div ?inert=${inert} style="width: ${widthPx}px; height: ${heightPx}px; transform: scale(${scale})">
        ${this.#screen(sample)}
      </div>
    </div>`;
  }
}

customElements.define('kiosk-gallery', KioskGallery);

declare global {
  interface HTMLElementTagNameMap {
    'kiosk-gallery': KioskGallery;
  }
}
