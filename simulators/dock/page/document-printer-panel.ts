import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { DocumentPrinterDockState } from '../../bench/document-printer.ts';
import { DOCUMENT_FAULT_LABELS } from '../../bench/document-printer-labels.ts';
import { membersOf } from '../../bench/labels.ts';
import type { DocumentPrinterFault } from '../../document-printer/faults.ts';
import { icon } from './icons.ts';
import { actionButton, commandToggle, ledHeader } from './parts.ts';
import { panelStyles } from './shared.styles.ts';

const DEVICE = 'documentPrinter';
const FEW_SHEETS = 1;
const ALL_SHEETS = 250;
const LITTLE_TONER = 1;

export class DocumentPrinterPanel extends LitElement {
  static override properties = { view: { attribute: false } };
  declare view: DocumentPrinterDockState;

  static override styles = [
    panelStyles,
    css`
      .chips {
        margin-bottom: 8px;
      }
      .jobs {
        display: grid;
        gap: 6px;
        margin: 0;
        padding: 0;
        list-style: none;
      }
      .jobs a {
        display: grid;
        grid-template-columns: auto minmax(0, 1fr) auto;
        align-items: center;
        gap: 8px;
        padding: 6px 9px;
        border: 1px solid var(--line);
        border-radius: 6px;
        background: #fff;
        color: inherit;
        text-decoration: none;
      }
      .sheets {
        display: flex;
        gap: 3px;
      }
      .sheets i {
        width: 15px;
        height: 21px;
        border: 1px solid #9aa6ab;
        border-radius: 2px;
        background: #fff;
      }
      .sheets i.waiting {
        border-style: dashed;
        opacity: 0.5;
      }
      .void .sheets i {
        background: var(--red-soft);
      }
      .foot {
        display: flex;
        flex-wrap: wrap;
        gap: 2px 12px;
        margin-top: 6px;
      }
    `,
  ];

  #hands(): TemplateResult {
    const { sheetsLeft, tonerPercent, coverOpen, held } = this.view;
    const out = sheetsLeft === 0;
    const device = DEVICE;
    return html`<div class="chips" role="group" aria-label="Tray, toner and cover">
      ${commandToggle(this, 'Paper out', 'documents-paper-out', out, { device, do: 'paper', sheets: out ? ALL_SHEETS : 0 })}
      ${actionButton(this, 'One sheet left', 'documents-one-sheet', { device, do: 'paper', sheets: FEW_SHEETS })}
      ${actionButton(this, 'Refill', 'documents-refill', { device, do: 'paper', sheets: ALL_SHEETS })}
      ${commandToggle(this, 'Toner out', 'documents-toner-out', tonerPercent === 0, { device, do: 'toner', percent: tonerPercent === 0 ? 100 : 0 })}
      ${actionButton(this, 'Toner low', 'documents-toner-low', { device, do: 'toner', percent: LITTLE_TONER })}
      ${commandToggle(this, 'Cover open', 'documents-cover', coverOpen, { device, do: 'cover', open: !coverOpen })}
      ${commandToggle(this, 'Hold', 'documents-hold', held, { device, do: 'hold', on: !held })}
      ${actionButton(this, 'Clear jam', 'documents-clear-jam', { device, do: 'clear-jam' })}
      ${actionButton(this, 'Empty output tray', 'documents-empty-output', { device, do: 'empty-output' })}
    </div>`;
  }

  #faults(): TemplateResult {
    const { armed } = this.view;
    const toggleOf = (fault: DocumentPrinterFault) => {
      const on = !armed.includes(fault);
      const command = { device: DEVICE, do: 'arm', fault, on } as const;
      return commandToggle(this, DOCUMENT_FAULT_LABELS[fault], `documents-fault-${fault}`, !on, command);
    };
    return html`<details>
      <summary>Faults of the next job</summary>
      <div class="chips">
        ${actionButton(this, 'Power off and on', 'documents-power-cycle', { device: DEVICE, do: 'power-cycle' })}
        ${membersOf(DOCUMENT_FAULT_LABELS).map(toggleOf)}
      </div>
    </details>`;
  }

  #job({ id, name, state, pages, copies, sheets }: DocumentPrinterDockState['jobs'][number]): TemplateResult {
    const all = Math.max(pages * copies, sheets);
    const over = state === 'canceled' || state === 'aborted';
    return html`<li class=${over ? 'void' : ''} data-test="document" data-state=${state} data-sheets=${sheets}>
      <a href=${`/dock/documents/${id}.pdf`} target="_blank" rel="noopener">
        <span class="sheets" aria-hidden="true"
          >${Array.from({ length: all }, (_, at) => html`<i class=${at < sheets ? '' : 'waiting'}></i>`)}</span
        >
        <span class="mono">${name}</span>
        <span>${state}, ${sheets} of ${all} ${icon('external')}</span>
      </a>
    </li>`;
  }

  override render() {
    const { jobs, reasons, condition, sheetsLeft, tonerPercent, plugged } = this.view;
    const plug = { device: DEVICE, do: 'plugged', plugged: !plugged } as const;
    return html`${ledHeader(this, {
      device: DEVICE,
      label: 'Document printer',
      picture: 'printer',
      about: 'IPP · A4',
      plug: this.view,
      press: plug,
      attention: reasons.length > 0 ? 'wants attention' : null,
    })}
      ${this.#hands()} ${this.#faults()}
      ${
        jobs.length === 0
          ? html`<p class="empty">Nothing printed yet</p>`
          : html`<ul class="jobs" aria-label="Documents">
              ${repeat(
                [...jobs].reverse(),
                ({ id }) => id,
                (job) => this.#job(job),
              )}
            </ul>`
      }
      <div class="foot mono" role="status" data-test="documents-state">
        <span>${condition}${reasons.length > 0 ? `: ${reasons.join(', ')}` : nothing}</span>
        <span>${sheetsLeft} sheets left</span>
        <span>toner ${tonerPercent} %</span>
      </div>`;
  }
}

customElements.define('document-printer-panel', DocumentPrinterPanel);
