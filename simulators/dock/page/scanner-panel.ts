import { css, html, LitElement, type TemplateResult } from 'lit';
import { membersOf } from '../../bench/labels.ts';
import type { ScannerDockState } from '../../bench/scanner.ts';
import { SCANNER_FAULT_LABELS } from '../../bench/scanner-labels.ts';
import { actionButton, commandToggle, ledHeader, sendCommand } from './parts.ts';
import { FOREIGN_CODES, type ScannableCode } from './scannable.ts';
import { panelStyles } from './shared.styles.ts';

const DEVICE = 'scanner';

export class ScannerPanel extends LitElement {
  static override properties = { view: { attribute: false }, codes: { attribute: false } };
  declare view: ScannerDockState;
  declare codes: readonly ScannableCode[];

  static override styles = [
    panelStyles,
    css`
      fieldset {
        min-width: 0;
        margin: 0;
        padding: 0;
        border: 0;
      }
      fieldset:disabled {
        opacity: 0.5;
      }
      form {
        display: grid;
        grid-template-columns: minmax(0, 1fr) auto;
        gap: 8px;
        margin: 8px 0;
      }
      input {
        min-width: 0;
        padding: 6px 9px;
        border: 1px solid var(--line);
        border-radius: 6px;
        font: inherit;
      }
    `,
  ];

  constructor() {
    super();
    this.codes = [];
  }

  #codes(): TemplateResult {
    const buttons = [...this.codes, ...FOREIGN_CODES].map(({ on, text }) =>
      actionButton(this, on, `scan-${text}`, { device: DEVICE, do: 'scan', code: text }, 'small'),
    );
    return html`<div class="chips" role="group" aria-label="Codes to scan">${buttons}</div>`;
  }

  #typed(): TemplateResult {
    const scan = (event: SubmitEvent) => {
      event.preventDefault();
      const code = String(new FormData(event.target as HTMLFormElement).get('code') ?? '');
      if (code !== '') sendCommand(this, { device: DEVICE, do: 'scan', code });
    };
    return html`<form @submit=${scan}>
      <input name="code" aria-label="Text of a code" placeholder="Text of a code" autocomplete="off" data-test="scan-text" />
      <button type="submit" data-test="scan-typed">Scan</button>
    </form>`;
  }

  #faults(): TemplateResult {
    const { armed, mode } = this.view;
    const types = mode === 'keyboard';
    return html`<details>
      <summary>Faults</summary>
      <div class="chips">
        ${membersOf(SCANNER_FAULT_LABELS).map((fault) => {
          const on = !armed.includes(fault);
          const command = { device: DEVICE, do: 'arm', fault, on } as const;
          return commandToggle(this, SCANNER_FAULT_LABELS[fault], `scanner-fault-${fault}`, !on, command);
        })}
        ${commandToggle(this, 'Types like a keyboard', 'scanner-keyboard', types, { device: DEVICE, do: 'mode', mode: types ? 'pos' : 'keyboard' })}
      </div>
    </details>`;
  }

  override render() {
    const { plugged, mode, scans } = this.view;
    return html`${ledHeader(this, {
      device: DEVICE,
      label: 'Code scanner',
      picture: 'code',
      about: 'HID POS · USB',
      plug: this.view,
      press: { device: DEVICE, do: 'plugged', plugged: !plugged },
      attention: mode === 'keyboard' ? 'types like a keyboard' : null,
    })}
      <fieldset ?disabled=${!plugged}>${this.#codes()} ${this.#typed()}</fieldset>
      ${this.#faults()}
      <p class="mono" role="status" data-test="scanner-state">${scans} scanned</p>`;
  }
}

customElements.define('scanner-panel', ScannerPanel);
