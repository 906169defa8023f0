import { css, html, LitElement, nothing, svg } from 'lit';
import { cabinetPicture } from './cabinet-picture.ts';
import { picture } from './picture.styles.ts';
import { platePicture } from './plate-picture.styles.ts';

/** `in`: the citizen puts the note in; `held`: the validator has the note; `back`: the note comes out; `closed`: the validator takes no note. */
export type NoteWay = 'in' | 'held' | 'back' | 'closed';

/** Map of the value of a note, in manats, to its colour. */
const NOTE_COLOURS: Readonly<Record<string, string>> = {
  1: '#c7ccd0',
  5: '#f0c58c',
  10: '#9fc6d6',
  20: '#b9d3a6',
  50: '#ecd98f',
  100: '#d7b0cf',
  200: '#a9b6dc',
};

export const noteColourOf = (manat: string): string => NOTE_COLOURS[manat] ?? '#c7ccd0';

const LAMPS: Readonly<Record<NoteWay, string>> = { in: '#57c08a', held: '#57c08a', back: '#f2a93b', closed: '#e0485b' };

const ARROWS: Readonly<Partial<Record<NoteWay, string>>> = {
  in: 'M250 96V214m-46-46 46 46 46-46M630 96V214m-46-46 46 46 46-46',
  back: 'M250 214V96m-46 46 46-46 46 46M630 214V96m-46 46 46-46 46 46',
};

/** Distance of the note from the top of the picture. */
const NOTE_TOPS: Readonly<Record<NoteWay, number>> = { in: 60, held: 170, back: 36, closed: 0 };

/** Picture of the bill validator's mouth with a note. Beside it, the cabinet marks the validator. */
export class KNotePicture extends LitElement {
  static override properties = { note: { attribute: false }, label: { attribute: false }, way: { reflect: true } };
  static override styles = [
    picture,
    platePicture,
    css`
      :host([way='back']) {
        background: var(--k-saffron-mist);
      }
      .mouth {
        aspect-ratio: 880 / 480;
      }
      .arrow {
        stroke-width: 20;
      }
      text {
        fill: #10222a;
        font-weight: 760;
        text-anchor: middle;
      }
    `,
  ];

  /** Value in manats; empty: a note of unknown value. */
  declare note: string;
  declare label: string;
  declare way: NoteWay;

  constructor() {
    super();
    this.note = '';
    this.label = '';
    this.way = 'in';
  }

  protected override render() {
    const { note, way } = this;
    const lamp = LAMPS[way];
    return html`<svg class="mouth" viewBox="0 0 880 480" role="img" aria-label=${this.label}>
        <clipPath id="above"><rect width="880" height="344" /></clipPath>
        <rect x="60" y="196" width="760" height="268" rx="36" fill="#10222a" stroke="#2c424b" stroke-width="4" />
        <path d="M190 262H690L656 352H224Z" fill="#0a171d" />
        <rect x="250" y="330" width="380" height="26" rx="13" fill="#000" />
        ${way === 'closed' ? nothing : this.#note(note)}
        <path d="M214 306H238M642 306H666M222 338H236M644 338H658" stroke=${lamp} stroke-width="10" />
        <circle cx="116" cy="412" r="13" fill=${lamp} />
        <path d="M716 410H776" stroke="#45575e" stroke-width="8" />
        ${ARROWS[way] === undefined ? nothing : svg`<path class="arrow" d=${ARROWS[way]} />`}
      </svg>
      ${cabinetPicture('validator')}`;
  }

  #note(note: string) {
    const size = note.length > 2 ? 78 : 92;
    return svg`<g clip-path="url(#above)"><g transform="translate(330 ${NOTE_TOPS[this.way]})">
      <rect width="220" height="300" rx="10" fill=${noteColourOf(note)} stroke="#10222a" stroke-width="5" />
      <rect x="16" y="16" width="188" height="268" rx="6" fill="none" stroke="#fff" stroke-width="4" opacity=".75" />
      <circle cx="110" cy="150" r="62" fill="#fff" opacity=".45" />
      ${
        note === ''
          ? nothing
          : svg`<text x="110" y=${150 + size * 0.35} font-size=${size}>${note}</text>
              <text x="110" y="66" font-size="36">₼</text>`
      }
    </g></g>`;
  }
}

customElements.define('k-note-picture', KNotePicture);
