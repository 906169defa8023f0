import { html, LitElement, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { type TracedDeviceState, type TraceStep, type TraceView, tracedDevicesAfter } from '../trace/trace-view.ts';
import { icon } from './icons.ts';
import { panelStyles, wireLineStyles } from './shared.styles.ts';
import { traceStyles } from './trace-panel.styles.ts';

/** A day has tens of thousands of steps. */
const AROUND = 60;
const ARROWS: Readonly<Record<TraceStep['kind'], string>> = { in: '←', out: '→', link: '•', call: '!', outcome: '=' };
const WAYS: Readonly<Record<TraceStep['kind'], string>> = {
  in: 'from the device',
  out: 'to the device',
  link: 'the link',
  call: 'asked of the driver',
  outcome: 'what became of it',
};

const CLOSE_TRACE = 'close-trace';

/**
 * Steps through a recorded trace, with each device's state.
 *
 * @fires close-trace
 */
export class TracePanel extends LitElement {
  static override properties = { name: {}, view: { attribute: false }, taken: { state: true } };
  declare name: string;
  declare view: TraceView;
  declare taken: number;

  static override styles = [panelStyles, wireLineStyles, traceStyles];

  constructor() {
    super();
    this.name = '';
    this.taken = 0;
    this.addEventListener('keydown', (event) => this.#key(event));
  }

  override updated(): void {
    this.renderRoot.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest' });
  }

  #go(taken: number): void {
    this.taken = Math.min(Math.max(taken, 0), this.view.steps.length);
  }

  #key(event: KeyboardEvent): void {
    const to: Readonly<Record<string, number>> = {
      ArrowRight: this.taken + 1,
      ArrowLeft: this.taken - 1,
      Home: 0,
      End: this.view.steps.length,
    };
    const taken = to[event.key];
    if (taken === undefined) return;
    event.preventDefault();
    this.#go(taken);
  }

  #button(label: string, picture: Parameters<typeof icon>[0], test: string, taken: number): TemplateResult {
    const there = taken === this.taken || taken < 0 || taken > this.view.steps.length;
    return html`<button type="button" data-test=${test} title=${label} aria-label=${label} aria-disabled=${there} @click=${() => this.#go(taken)}>
      ${icon(picture)}
    </button>`;
  }

  #bar(): TemplateResult {
    const all = this.view.steps.length;
    return html`<header>
      <h2>${this.name}</h2>
      <span class="about" data-test="trace-position" role="status">
        Step ${this.taken} of ${all}${this.taken === 0 ? '' : `, ${timeOf(this.view.steps[this.taken - 1]?.at ?? 0)}`}
      </span>
      ${this.#button('To the beginning', 'first', 'trace-first', 0)}
      ${this.#button('One step back', 'back', 'trace-back', this.taken - 1)}
      <input
        type="range"
        aria-label="Step"
        data-test="trace-slider"
        min="0"
        max=${all}
        .value=${String(this.taken)}
        @input=${(event: Event) => this.#go(Number((event.target as HTMLInputElement).value))}
      />
      ${this.#button('One step forward', 'forward', 'trace-forward', this.taken + 1)}
      ${this.#button('To the end', 'last', 'trace-last', all)}
      <button type="button" data-test="close-trace" @click=${() => this.dispatchEvent(new CustomEvent(CLOSE_TRACE))}>
        Close
      </button>
    </header>`;
  }

  #step(step: TraceStep, at: number): TemplateResult {
    const { kind, device, hex, lines } = step;
    const current = at + 1 === this.taken;
    const meaning = lines.map((line) => (line.discarded ? `thrown away: ${line.meaning}` : line.meaning)).join(' · ');
    const discarded = lines.some((line) => line.discarded);
    const look = `${at >= this.taken ? 'later' : ''} ${discarded ? 'discarded' : ''}`;
    return html`<li class=${look}>
      <button
        type="button"
        data-test="trace-step"
        data-kind=${kind}
        aria-current=${current ? 'step' : 'false'}
        @click=${() => this.#go(at + 1)}
      >
        <span>${timeOf(step.at)}</span>
        <span><span aria-hidden="true">${ARROWS[kind]}</span><span class="hidden">${WAYS[kind]}</span></span>
        <span>${device}</span>
        <span class="meaning">${meaning || 'part of a message'}</span>
        <span class="hex">${hex}</span>
      </button>
    </li>`;
  }

  #device(name: string, { link, asked, said, papers }: TracedDeviceState): TemplateResult {
    const hasPaper = papers !== null && (papers.cut > 0 || papers.hangingMm > 0);
    return html`<section data-test=${`trace-device-${name}`}>
      <h3>${name}</h3>
      <dl>
        <dt>Link</dt>
        <dd>${link}</dd>
        <dt>Asked to</dt>
        <dd>${asked.length === 0 ? 'nothing' : asked.join(', ')}</dd>
        <dt>Last said</dt>
        <dd>${said ?? 'nothing yet'}</dd>
        ${
          papers === null
            ? ''
            : html`<dt>Paper</dt>
                <dd data-test="trace-papers">${papers.cut} cut off, ${papers.hangingMm} mm hanging out</dd>`
        }
      </dl>
      ${
        hasPaper
          ? html`<img
              data-test="trace-paper"
              alt=${`The paper of ${name} after this step`}
              src=${`/dock/opened-trace/${encodeURIComponent(name)}/${this.taken}.svg`}
            />`
          : ''
      }
    </section>`;
  }

  override render() {
    const { steps } = this.view;
    const from = Math.max(0, Math.min(this.taken - AROUND, steps.length - 2 * AROUND));
    const shown = steps.slice(from, from + 2 * AROUND).map((step, index) => ({ step, at: from + index }));
    const devices = Object.entries(tracedDevicesAfter(this.view, this.taken));
    return html`${this.#bar()}
      <div class="sides">
        <ol tabindex="0" role="list" aria-label="Steps of the trace">
          ${repeat(
            shown,
            ({ at }) => at,
            ({ step, at }) => this.#step(step, at),
          )}
        </ol>
        <div class="devices" role="region" aria-label="Devices after this step" tabindex="0">
          ${devices.map(([name, state]) => this.#device(name, state))}
        </div>
      </div>`;
  }
}

/** `12.345 s` since the recording began. */
const timeOf = (at: number): string => `${(at / 1000).toFixed(3)} s`;

customElements.define('trace-panel', TracePanel);
