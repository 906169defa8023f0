import { html, LitElement, svg, type TemplateResult } from 'lit';
import { html as staticHtml, unsafeStatic } from 'lit/static-html.js';
import { CABLED_KINDS, type CabledDeviceKind, kebabOf } from '../../../drivers/device-kinds.ts';
import { DEVICE_LABELS } from '../../bench/labels.ts';
import type { DockCommand } from '../commands.ts';
import { newestOfEach } from '../newest.ts';
import type { DockState } from '../state.ts';
import type { WireEntry } from '../wire-log.ts';
import { connect, type DockConnection } from './connection.ts';
import { dockStyles } from './dock-app.styles.ts';
import { icon } from './icons.ts';
import { readTraceInKiosk, type TraceFileResult } from './open-trace.ts';
import { COMMAND_EVENT } from './parts.ts';
import { scannableCodes } from './scannable.ts';
import { panelStyles } from './shared.styles.ts';

import.meta.glob('./*-panel.ts', { eager: true });

const FIRST_COLUMN = CABLED_KINDS.filter((kind) => kind !== 'printer');

const LINES_KEPT = 500;

/** `null`: the kiosk does not answer. */
export const DOCK_STATE_EVENT = 'dock-seen';
export type DockStateEvent = CustomEvent<DockState | null>;

const STAR = svg`<rect width="28" height="28" rx="8" fill="#0b5560" /><g fill="none" stroke="#f2c879" stroke-width="1.6"
  ><rect x="8.5" y="8.5" width="11" height="11" /><rect x="8.5" y="8.5" width="11" height="11" transform="rotate(45 14 14)"
  /></g><circle cx="14" cy="14" r="2" fill="#f2c879" />`;

export class DockApp extends LitElement {
  static override properties = {
    state: { state: true },
    lines: { state: true },
    connected: { state: true },
    opened: { state: true },
  };
  declare state: DockState | null;
  declare lines: readonly WireEntry[];
  declare connected: boolean;
  declare opened: TraceFileResult | null;
  #connection: DockConnection | undefined;

  static override styles = [panelStyles, dockStyles];

  constructor() {
    super();
    this.state = null;
    this.lines = [];
    this.connected = false;
    this.opened = null;
    this.addEventListener('dragover', (event) => {
      if (event.dataTransfer?.types.includes('Files')) event.preventDefault();
    });
    this.addEventListener('drop', (event) => {
      event.preventDefault();
      void this.#open(event.dataTransfer?.files[0]);
    });
    this.addEventListener(COMMAND_EVENT, (event) => this.#connection?.send((event as CustomEvent<DockCommand>).detail));
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#connection = connect({
      opened: () => {
        this.lines = [];
        this.connected = true;
      },
      message: ({ state, wire }) => {
        this.state = state;
        this.#tell(state);
        if (wire.length > 0) this.lines = newestOfEach([...this.lines, ...wire], LINES_KEPT);
      },
      lost: () => {
        this.connected = false;
        this.#tell(null);
      },
    });
  }

  #tell(state: DockState | null): void {
    const event: DockStateEvent = new CustomEvent(DOCK_STATE_EVENT, { detail: state, bubbles: true, composed: true });
    this.dispatchEvent(event);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#connection?.close();
  }

  async #open(file: File | undefined): Promise<void> {
    if (file) this.opened = await readTraceInKiosk(file);
  }

  /** Styles cannot reach the file field. */
  #openButton(): TemplateResult {
    return html`<button
        type="button"
        data-test="open-trace"
        title="Or drop a trace anywhere on this page"
        @click=${() => this.renderRoot.querySelector<HTMLInputElement>('input[type="file"]')?.click()}
      >
        ${icon('open')}Open trace
      </button>
      <input
        type="file"
        hidden
        accept=".trace"
        data-test="trace-file"
        @change=${({ target }: Event) => {
          const field = target as HTMLInputElement;
          void this.#open(field.files?.[0]).then(() => {
            field.value = '';
          });
        }}
      />`;
  }

  #refusal(): TemplateResult {
    const { opened } = this;
    if (!opened || !('error' in opened)) return html``;
    return html`<span class="lost" data-test="trace-error">${opened.name}: ${opened.error}</span>`;
  }

  #bar(): TemplateResult {
    return html`<header class="bar" aria-label="Simulator dock">
      <svg width="28" height="28" viewBox="0 0 28 28" aria-hidden="true">${STAR}</svg>
      <h1>Simulator dock</h1>
      <span class="badge">Simulated peripherals</span>
      <span role="status">
        ${this.connected ? '' : html`<span class="lost" data-test="lost">The kiosk does not answer</span>`}
        ${this.#refusal()}
      </span>
      <span class="grow"></span>
      ${this.state ? html`<span class="mono">seed ${this.state.seed} · clock ×1</span>` : ''}
      <button
        type="button"
        data-test="heal"
        title="Everything plugged in, filled, closed and free of faults"
        @click=${() => this.#connection?.send({ device: 'all', do: 'heal' })}
      >
        ${icon('heal')}Mend all
      </button>
      <a class="button" href="/" target="_blank" rel="noopener" data-test="open-kiosk">${icon('external')}Kiosk</a>
 ${this.#openButton()}
      <a class="button" href="/dock/trace" download="kiosk.trace" data-test="save-trace">${icon('download')}Save trace</a>
    </header>`;
  }

  override render() {
    const { state, opened } = this;
    if (opened && 'view' in opened) {
      return html`${this.#bar()}
        <main class="single" aria-label="Simulated devices">
          <trace-panel
            role="region"
            aria-label="Trace"
            name=${opened.name}
            .view=${opened.view}
            @close-trace=${() => {
              this.opened = null;
            }}
          ></trace-panel>
        </main>`;
    }
    return html`${this.#bar()}
      <main class=${this.connected ? '' : 'away'} aria-label="Simulated devices">
        ${
          state === null
            ? ''
            : html`<div class="column">
                  ${FIRST_COLUMN.map((kind) => panelOf(kind, state))}
                  ${
                    state.scanner === null
                      ? ''
                      : html`<scanner-panel role="region" aria-label=${DEVICE_LABELS.scanner} .view=${state.scanner} .codes=${scannableCodes(state)}></scanner-panel>`
                  }
                  ${
                    state.keypad === null
                      ? ''
                      : html`<keypad-panel role="region" aria-label=${DEVICE_LABELS.keypad} .view=${state.keypad}></keypad-panel>`
                  }
                  ${
                    state.lines === null
                      ? ''
                      : html`<lines-panel role="region" aria-label="Cabinet" .view=${state.lines}></lines-panel>`
                  }
                </div>
                <div class="column">
                  ${panelOf('printer', state)}
                  ${
                    state.documentPrinter === null
                      ? ''
                      : html`<document-printer-panel role="region" aria-label=${DEVICE_LABELS.documentPrinter} .view=${state.documentPrinter}></document-printer-panel>`
                  }
                </div>
                <div class="column">
                  <wire-panel role="region" aria-label="Wire" .lines=${this.lines}></wire-panel>
                  <back-office-panel role="region" aria-label="Back office" .view=${state.backOffice}></back-office-panel>
                  <phone-panel role="region" aria-label="Phone" .view=${state.phone}></phone-panel>
                  <machine-panel role="region" aria-label="Machine" .view=${state.machine}></machine-panel>
                </div>`
        }
      </main>`;
  }
}

function panelOf(kind: CabledDeviceKind, state: DockState) {
  const name = `${kebabOf(kind)}-panel`;
  if (!customElements.get(name)) return '';
  const element = unsafeStatic(name);
  return staticHtml`<${element} role="region" aria-label=${DEVICE_LABELS[kind]} .view=${state[kind]}></${element}>`;
}

customElements.define('dock-app', DockApp);
