import { css, html, LitElement, nothing, svg } from 'lit';
import type { PayingStage } from '../words/common-words.ts';
import { picture } from './picture.styles.ts';

/** Stages of a payment, and its refusal by the bank. */
export type TerminalState = PayingStage | 'declined';

const PROGRESS: Readonly<Record<TerminalState, number>> = {
  preparing: 0.08,
  'present-card': 0.34,
  'enter-pin': 0.5,
  processing: 0.74,
  registering: 0.86,
  'remove-card': 0.94,
  cancelling: 0.34,
  'cancelling-card': 0.34,
  asking: 0.74,
  declined: 0,
};

export const TERMINAL_STATES = Object.keys(PROGRESS) as readonly TerminalState[];

/** Size of letters and total width: a longer amount has smaller letters. */
const LETTER = 23;
const ALL_LETTERS = 145;
const RADIUS = 164;
const ROUND = 2 * Math.PI * RADIUS;
const KEYS = [0, 1, 2, 3].flatMap((row) => [0, 1, 2].map((column) => ({ row, column })));

export class KTerminalPicture extends LitElement {
  static override properties = {
    stage: { attribute: false },
    amount: { attribute: false },
    label: { attribute: false },
  };
  static override styles = [
    picture,
    css`
      :host {
        width: min(100%, calc(122 * var(--mm, 4.03px)));
      }
      .track,
      .way,
      .wave {
        fill: none;
        stroke-linecap: round;
      }
      .track {
        stroke: #e2dacd;
        stroke-width: 9;
      }
      .way {
        stroke: var(--k-teal);
        stroke-width: 9;
        transition: stroke-dashoffset 180ms ease-out;
      }
      .way.doubt {
        stroke: var(--k-saffron);
      }
      .body {
        fill: #10222a;
        stroke: var(--k-line);
        stroke-width: 1;
      }
      .glass {
        fill: #cfe2e2;
      }
      .says {
        fill: #10222a;
        font-weight: 680;
        text-anchor: middle;
        font-variant-numeric: tabular-nums;
      }
      .cross {
        stroke: #a3182d;
        stroke-width: 12;
        stroke-linecap: round;
      }
      .key {
        fill: #45575e;
      }
      .key.lit {
        fill: #7f949b;
      }
      .red {
        fill: #a3182d;
      }
      .green {
        fill: #1b6e45;
      }
      .pressed {
        stroke: #f2a93b;
        stroke-width: 5;
      }
      .wave {
        stroke: var(--k-saffron);
        stroke-width: 8;
      }
      .plastic {
        fill: #0b5560;
        stroke: #ffffff;
        stroke-width: 3;
      }
      .arrow {
        fill: none;
        stroke: var(--k-saffron);
        stroke-width: 9;
        stroke-linecap: round;
        stroke-linejoin: round;
      }
      @media (prefers-reduced-motion: reduce) {
        .way {
          transition: none;
        }
      }
    `,
  ];

  declare stage: TerminalState;
  /** Text on the terminal's display, such as `5,00 ₼`. */
  declare amount: string;
  declare label: string;

  protected override render() {
    const { stage } = this;
    const says = stage === 'enter-pin' ? '• • • •' : stage === 'asking' ? '?' : this.amount;
    const size = Math.min(LETTER, ALL_LETTERS / says.length);
    return html`<svg viewBox="0 0 344 344" role="img" aria-label=${this.label}>
      <circle class="track" cx="172" cy="172" r=${RADIUS} />
      <circle
        class="way ${stage === 'asking' ? 'doubt' : ''}"
        cx="172"
        cy="172"
        r=${RADIUS}
        transform="rotate(-90 172 172)"
        stroke-dasharray=${ROUND}
        stroke-dashoffset=${ROUND * (1 - PROGRESS[stage])}
      />
      ${stage === 'remove-card' || stage === 'cancelling-card' ? this.#leavingCard() : nothing}
      <rect class="body" x="108" y="76" width="128" height="196" rx="17" />
      <rect class="glass" x="123" y="93" width="98" height="62" rx="7" />
      ${
        stage === 'declined'
          ? svg`<path class="cross" d="M152 104l40 40m0-40-40 40" />`
          : svg`<text class="says" font-size=${size} x="172" y="131">${says}</text>`
      }
      ${KEYS.map(({ row, column }) => this.#key(row, column))}
      ${stage === 'present-card' ? this.#waves() : nothing}
    </svg>`;
  }

  #key(row: number, column: number) {
    const { stage } = this;
    const colour = row < 3 || column === 1 ? 'key' : column === 0 ? 'red' : 'green';
    const lit = stage === 'enter-pin' && colour === 'key' ? 'lit' : '';
    const pressed =
      (stage === 'enter-pin' && colour === 'green') || (stage.startsWith('cancelling') && colour === 'red')
        ? 'pressed'
        : '';
    return svg`<rect class="${colour} ${lit} ${pressed}" x=${125 + column * 33} y=${168 + row * 24} width="28" height="18" rx="5" />`;
  }

  #waves() {
    return svg`<g class="wave">
      <path d="M243 122a44 44 0 0 1 0 62" />
      <path d="M261 104a70 70 0 0 1 0 98" />
      <path d="M279 86a96 96 0 0 1 0 134" />
    </g>`;
  }

  #leavingCard() {
    return svg`<rect class="plastic" x="126" y="222" width="92" height="84" rx="8" />
      <rect class="chip" x="139" y="279" width="20" height="15" rx="3" />
      <path class="arrow" d="M262 214v54m-20-20 20 20 20-20" />`;
  }
}

customElements.define('k-terminal-picture', KTerminalPicture);
