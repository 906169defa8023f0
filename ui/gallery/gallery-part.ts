import { css, html, LitElement, nothing } from 'lit';
import { languageOfPage } from '../../device/words/language.ts';
import { styles } from '../citizen/kiosk-screen.styles.ts';
import { base } from '../design/base.styles.ts';
import { parts } from '../design/parts.styles.ts';
import { tokens } from '../design/tokens.ts';
import type { PartSample } from '../samples/part.ts';
import { loadedWords } from '../words/load.ts';
import type { GalleryAddress } from './address.ts';

export interface GalleryPartEntry extends PartSample {
  readonly show: `k-${string}`;
}

const FILES: Readonly<Record<string, { readonly samples: readonly PartSample[] }>> = import.meta.glob(
  '../design/k-*.samples.ts',
  { eager: true },
);

export const DESIGN_PART_SAMPLES: readonly GalleryPartEntry[] = Object.entries(FILES).flatMap(([file, { samples }]) => {
  const show = file.replace(/^.*\/(k-[\w-]+)\.samples\.ts$/, '$1') as GalleryPartEntry['show'];
  return samples.map((sample) => ({ ...sample, show }));
});

export class GalleryPart extends LitElement {
  static override properties = {
    sample: { attribute: false },
    address: { attribute: false },
    pxPerMm: { attribute: false },
  };
  static override styles = [
    tokens,
    base,
    parts,
    styles,
    css`
      main {
        gap: var(--k-space-6);
        padding: var(--k-space-6);
        font-size: var(--k-type-m);
      }
      h1 {
        font-size: var(--k-type-m);
        white-space: nowrap;
      }
      /* These parts have their own padding at both sides. */
      main:is(.k-page, .k-progress, .k-top-bar) {
        padding-inline: 0;
      }
      main:is(.k-page, .k-progress, .k-top-bar) h1 {
        padding-inline: var(--k-space-6);
      }
    `,
  ];

  declare sample: GalleryPartEntry;
  declare address: GalleryAddress;
  declare pxPerMm: number;

  protected override willUpdate(): void {
    const { display } = this.address;
    this.lang = this.#language;
    this.setAttribute('colours', display.colours);
    this.toggleAttribute('lower', display.lower);
    this.style.setProperty('--mm', `${this.pxPerMm}px`);
    this.style.setProperty('--k-text', String(display.text / 100));
  }

  /** Parts have no page: a language of few pages shows its fallback. */
  get #language() {
    return languageOfPage(this.address.language, this.sample.show);
  }

  protected override render() {
    const words = loadedWords(this.#language, this.address.display);
    if (!words) return nothing;
    const { show, name, part } = this.sample;
    return html`<div class="stage"><main class=${show}><h1 lang="en">${show} · ${name}</h1>${part(words)}</main></div>`;
  }
}

customElements.define('gallery-part', GalleryPart);
