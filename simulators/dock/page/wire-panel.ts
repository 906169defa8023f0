import { css, html, LitElement, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { CABLED_KINDS, type CabledDeviceKind } from '../../../drivers/device-kinds.ts';
import type { WireEntry } from '../wire-log.ts';
import { type CountedWireLine, foldRepeats } from './fold.ts';
import { ScrollEndFollower } from './follow-end.ts';
import { icon } from './icons.ts';
import { toggleButton } from './parts.ts';
import { panelStyles, wireLineStyles } from './shared.styles.ts';

const SHORT_BYTES = 12;

export class WirePanel extends LitElement {
  static override properties = {
    lines: { attribute: false },
    concealed: { state: true },
    frozen: { state: true },
    opened: { state: true },
    folding: { state: true },
  };
  declare lines: readonly WireEntry[];
  declare concealed: ReadonlySet<CabledDeviceKind>;
  declare frozen: readonly WireEntry[] | null;
  declare opened: ReadonlySet<number>;
  declare folding: boolean;
  readonly #end = new ScrollEndFollower();

  static override styles = [
    panelStyles,
    wireLineStyles,
    css`
      :host {
        display: flex;
        flex-direction: column;
      }
      ol {
        flex: 1;
        position: relative;
        min-height: 160px;
        overflow-y: auto;
        scrollbar-gutter: stable;
      }
      li button {
        grid-template-columns: 75px 10px 88px minmax(72px, 0.75fr) minmax(0, 1.7fr);
        border: none;
      }
      li :focus-visible {
        outline-offset: -2px;
      }
      .times {
        color: var(--ink-2);
        background: var(--mist);
        border-radius: 4px;
        padding: 0 4px;
      }
      .discarded .hex {
        color: #7f1020;
      }
      pre {
        margin: 0 0 3px;
        padding: 6px 8px;
        background: #10222a;
        color: #d9ecec;
        border-radius: 0 0 5px 5px;
        font: 400 10.5px / 1.5 var(--mono);
        white-space: pre-wrap;
        max-height: 190px;
        overflow-y: auto;
      }
      header {
        gap: 5px;
        flex-wrap: wrap;
      }
      header .about {
        flex: 0 1 auto;
      }
      header .chips {
        flex-wrap: wrap;
        margin-inline-start: auto;
        gap: 4px;
      }
      header button {
        min-height: 24px;
        padding: 1px 7px;
        font-size: 11px;
        gap: 4px;
        white-space: nowrap;
      }
    `,
  ];

  constructor() {
    super();
    this.lines = [];
    this.concealed = new Set();
    this.frozen = null;
    this.opened = new Set();
    this.folding = true;
  }

  override updated(): void {
    this.#end.attach(this.renderRoot.querySelector('ol'));
    // Not while a line is open for reading.
    if (this.opened.size === 0) this.#end.toEnd();
  }

  #line({ entry, times }: CountedWireLine): TemplateResult {
    const { number, device, direction, hex, meaning, discarded } = entry;
    const open = this.opened.has(number);
    const [arrow, way] = wayOf(entry);
    return html`<li class=${discarded ? 'discarded' : ''}>
      <button
        type="button"
        data-test="wire-line"
        data-device=${device}
        data-direction=${direction}
        data-discarded=${discarded}
        aria-expanded=${open}
        @click=${() => this.#flip(number)}
      >
        <span>${timeOf(entry.at)}</span
        ><span><span aria-hidden="true">${arrow}</span><span class="hidden">${way}</span></span
        ><span>${device}</span><span class="hex">${shortHex(hex)}</span
        ><span class="meaning"
          >${discarded ? `discarded: ${meaning}` : meaning}${times > 1 ? html` <span class="times">×${times}</span>` : ''}</span
        >
      </button>
      ${open ? html`<pre data-test="wire-bytes" tabindex="0" role="group" aria-label="All bytes">${hex}</pre>` : ''}
    </li>`;
  }

  #flip(number: number): void {
    const opened = new Set(this.opened);
    if (!opened.delete(number)) opened.add(number);
    this.opened = opened;
  }

  #filter(device: CabledDeviceKind): TemplateResult {
    const shown = !this.concealed.has(device);
    return toggleButton({
      label: device,
      pressed: shown,
      test: `wire-filter-${device}`,
      look: 'plain',
      press: () => {
        const hidden = new Set(this.concealed);
        if (shown) hidden.add(device);
        else hidden.delete(device);
        this.concealed = hidden;
      },
    });
  }

  override render() {
    const paused = this.frozen !== null;
    const chosen = (this.frozen ?? this.lines).filter(({ device }) => !this.concealed.has(device));
    const shown = this.folding ? foldRepeats(chosen) : chosen.map((entry) => ({ entry, times: 1 }));
    return html`<header>
        ${icon('activity')}
        <h2>Wire</h2>
        <span class="about"></span>
        <div class="chips" role="group" aria-label="Devices shown">${CABLED_KINDS.map((device) => this.#filter(device))}</div>
        ${toggleButton({
          label: 'Fold repeats',
          pressed: this.folding,
          test: 'wire-fold',
          look: 'plain',
          press: () => {
            this.folding = !this.folding;
          },
        })}
        <button
          type="button"
          class="plain"
          data-test="wire-pause"
          aria-pressed=${paused}
          @click=${() => {
            this.frozen = paused ? null : this.lines;
          }}
        >
          ${icon(paused ? 'play' : 'pause')}Pause
        </button>
      </header>
      <ol tabindex="0" role="list" aria-label="Lines of the wire" data-test="wire-lines">
        ${repeat(
          shown,
          ({ entry }) => entry.number,
          (line) => this.#line(line),
        )}
      </ol>`;
  }
}

function wayOf({ device, direction, discarded }: WireEntry): readonly [string, string] {
  const way = direction === 'in' ? `from the ${device}` : `to the ${device}`;
  if (discarded) return ['×', `${way}, thrown away`];
  return [direction === 'in' ? '←' : '→', way];
}

function shortHex(hex: string): string {
  const bytes = (hex.length + 1) / 3;
  return bytes <= SHORT_BYTES ? hex : `${hex.slice(0, SHORT_BYTES * 3 - 1)}…`;
}

/** `14:32:07.112`, the developer's time zone. */
function timeOf(at: number): string {
  const date = new Date(at);
  return `${date.toLocaleTimeString('en-GB')}.${String(date.getMilliseconds()).padStart(3, '0')}`;
}

customElements.define('wire-panel', WirePanel);
