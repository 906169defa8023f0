import { css, html, LitElement, type TemplateResult } from 'lit';
import { membersOf } from '../../bench/labels.ts';
import { TERMINAL_FAULT_LABELS, TERMINAL_KEY_LABELS } from '../../bench/terminal-labels.ts';
import type { DockCommand } from '../commands.ts';
import type { DeviceDockStateOf } from '../state.ts';
import {
  actionButton,
  commandToggle,
  deviceHeader,
  faultToggles,
  formatMoney,
  sendCommand,
  wireFaultControls,
} from './parts.ts';
import { panelStyles } from './shared.styles.ts';

type TerminalAction = Exclude<
  Extract<DockCommand, { readonly device: 'terminal' }>['do'],
  'key' | 'clock' | 'arm' | 'plug' | 'wire-fault'
>;

const FACES: Readonly<Partial<Record<string, string>>> = { cancel: '×', clear: '⌫', ok: '✓' };
const PAD = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '0', ...membersOf(TERMINAL_KEY_LABELS)] as const;
const KEYS = PAD.filter((key, index) => PAD.indexOf(key) === index);
const SALES_SHOWN = 2;
/** UTC is four hours behind. */
const BAKU_TO_UTC_MINUTES = -240;

export class TerminalPanel extends LitElement {
  static override properties = { view: { attribute: false } };
  declare view: DeviceDockStateOf<'terminal'>;

  static override styles = [
    panelStyles,
    css`
      .desk {
        display: grid;
        grid-template-columns: 140px minmax(0, 1fr);
        gap: 12px;
      }
      .device {
        background: #10222a;
        border-radius: 20px;
        padding: 11px;
        align-self: start;
      }
      .display {
        background: #cfe3e1;
        border-radius: 8px;
        height: 56px;
        padding: 6px;
        display: flex;
        flex-direction: column;
        align-items: center;
        justify-content: center;
        text-align: center;
        font-weight: 600;
        font-size: 10.5px;
        line-height: 1.25;
        overflow: hidden;
      }
      .display .amount {
        font-size: 18px;
        font-weight: 720;
        line-height: 1.2;
      }
      .pad {
        margin-top: 8px;
        display: grid;
        grid-template-columns: repeat(3, 1fr);
        gap: 5px;
      }
      .pad button {
        justify-content: center;
        background: #42545b;
        border-color: #42545b;
        color: #fff;
        font-size: 14px;
        font-weight: 640;
        min-height: 26px;
        padding: 0;
      }
      .pad button:hover {
        border-color: #9fb2b8;
      }
      .pad button:active {
        background: #5d7078;
      }
      .pad button:focus-visible {
        outline-color: var(--saffron);
      }
      .pad .key-0 {
        grid-column: 2;
      }
      .pad .key-cancel {
        background: var(--red);
        grid-column: 1;
      }
      .pad .key-clear {
        background: #8a5a00;
      }
      .pad .key-ok {
        background: var(--green);
      }
      .hands {
        display: grid;
        gap: 6px;
        align-content: start;
      }
      .hands > .chips {
        display: grid;
        grid-template-columns: 1fr 1fr;
        gap: 5px;
      }
      .hands > .chips > button {
        font-size: 11.5px;
        line-height: 1.15;
        padding: 3px 8px;
      }
      .slot {
        height: 6px;
        margin: 8px 18px 0;
        border-radius: 3px;
        background: #000;
        position: relative;
      }
      .slot.full::after {
        content: '';
        position: absolute;
        inset: 1px 8px -9px;
        border-radius: 0 0 4px 4px;
        background: linear-gradient(#d2a13b, #b17d17);
      }
      .sales {
        margin: 8px 0 0;
        padding: 5px 0 0;
        border-top: 1px solid var(--line);
        font-size: 11.5px;
      }
      .sales ul {
        margin-top: 3px;
        display: grid;
        gap: 1px;
      }
      .sales li {
        display: grid;
        grid-template-columns: auto auto 1fr auto;
        gap: 10px;
      }
      .sales li span:nth-child(4) {
        font-family: var(--sans);
        font-size: 11.5px;
        color: var(--ink);
        font-weight: 600;
      }
      .sales .reversed span:nth-child(4) {
        text-decoration: line-through;
      }
      .line {
        display: flex;
        justify-content: space-between;
        gap: 8px;
      }
    `,
  ];

  #action(label: string, test: string, action: TerminalAction): TemplateResult {
    return actionButton(this, label, test, { device: 'terminal', do: action });
  }

  #device(): TemplateResult {
    const { display, cardInside } = this.view;
    return html`<div class="device">
      <div class="display" data-test="terminal-display" data-stage=${display.stage} role="status" aria-label="Terminal's display" lang="az">
        ${display.amount === null ? '' : html`<span class="amount">${formatMoney(display.amount)}</span>`}
        ${display.lines.map((line) => html`<span>${line}</span>`)}
      </div>
      <div class="pad" role="group" aria-label="Terminal's keypad">
        ${KEYS.map(
          (key) =>
            html`<button
              type="button"
              class=${`key-${key}`}
              data-test=${`terminal-key-${key}`}
              aria-label=${TERMINAL_KEY_LABELS[key]}
              @click=${() => sendCommand(this, { device: 'terminal', do: 'key', key })}
            >
              ${FACES[key] ?? key}
            </button>`,
        )}
      </div>
      <div class=${cardInside ? 'slot full' : 'slot'} data-test="terminal-slot" data-full=${cardInside}></div>
    </div>`;
  }

  #hands(): TemplateResult {
    const { armed, cardInside, clockMinutes } = this.view;
    return html`<div class="hands">
      <div class="chips" role="group" aria-label="The citizen's hand">
        ${this.#action('Tap card', 'terminal-tap', 'tap')} ${this.#action('Insert + PIN', 'terminal-insert', 'insert-with-pin')}
        ${
          cardInside
            ? this.#action('Take card', 'terminal-remove-card', 'remove-card')
            : this.#action('Insert card', 'terminal-insert-card', 'insert')
        }
        ${this.#action('Decline 05', 'terminal-decline', 'decline')}
        ${actionButton(this, 'Cancel', 'terminal-cancel', { device: 'terminal', do: 'key', key: 'cancel' })}
      </div>
      <div class="chips" role="group" aria-label="Faults of the terminal, for the next sale">
        ${faultToggles(this, 'terminal', TERMINAL_FAULT_LABELS, armed)}
        ${commandToggle(this, 'Clock tells UTC', 'terminal-clock', clockMinutes !== 0, {
          device: 'terminal',
          do: 'clock',
          minutes: clockMinutes === 0 ? BAKU_TO_UTC_MINUTES : 0,
        })}
      </div>
      ${wireFaultControls(this, 'terminal')}
    </div>`;
  }

  #sales(): TemplateResult {
    const { sales, saleCount, approvedTotal } = this.view;
    return html`<div class="sales" data-test="terminal-sales" data-count=${saleCount} data-total=${approvedTotal}>
      <div class="line"><h3>Sales ${saleCount}</h3><span>${formatMoney(approvedTotal)} approved</span></div>
      <ul>
        ${sales
          .slice(-SALES_SHOWN)
          .reverse()
          .map(
            ({ ref, amount, state, at }) =>
              html`<li class=${`mono ${state}`} data-test="terminal-sale" data-state=${state}>
                <span>${timeOf(at)}</span><span>trace ${ref.traceNumber}</span><span>${state}</span><span>${formatMoney(amount)}</span>
              </li>`,
          )}
      </ul>
    </div>`;
  }

  override render() {
    return html`${deviceHeader(this, 'terminal', 'card', this.view.speaks, this.view)}
      <div class="desk">${this.#device()}${this.#hands()}</div>
      ${this.#sales()}`;
  }
}

const timeOf = (iso: string): string => new Date(iso).toLocaleTimeString('en-GB');

customElements.define('terminal-panel', TerminalPanel);
