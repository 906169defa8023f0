import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { NOTE_LABELS, VALIDATOR_FAULT_LABELS } from '../../bench/bill-validator-labels.ts';
import { membersOf } from '../../bench/labels.ts';
import type { ValidatorFault } from '../../bill-validator/faults.ts';
import type { DeviceDockStateOf } from '../state.ts';
import { actionButton, commandToggle, deviceHeader, faultToggles, wireFaultControls } from './parts.ts';
import { panelStyles } from './shared.styles.ts';

const FIRST = ['reject', 'jam-path', 'jam-cassette', 'cheat'] as const;

export class ValidatorPanel extends LitElement {
  static override properties = { view: { attribute: false } };
  declare view: DeviceDockStateOf<'billValidator'>;

  static override styles = [
    panelStyles,
    css`
      .notes {
        display: grid;
        grid-template-columns: repeat(7, minmax(0, 1fr));
        gap: 5px;
      }
      .notes button {
        justify-content: center;
        padding: 5px 2px;
        background: #eef5ee;
        border-color: #9dbf9f;
        font-variant-numeric: tabular-nums;
        white-space: nowrap;
      }
      .unit {
        display: flex;
        align-items: center;
        flex-wrap: wrap;
        gap: 6px;
        margin: 7px 0;
        min-height: 24px;
      }
      .inside {
        border: 1px solid #9dbf9f;
        border-radius: 4px;
        background: #eef5ee;
        padding: 1px 8px;
        font-weight: 600;
      }
      .hands {
        display: grid;
        gap: 6px;
      }
      .cassette {
        margin: 8px 0 0;
        padding-top: 5px;
        border-top: 1px solid var(--line);
        display: flex;
        justify-content: space-between;
        gap: 8px;
        font-size: 11.5px;
      }
    `,
  ];

  #notes(): TemplateResult {
    return html`<div class="notes" role="group" aria-label="Notes to put in">
      ${membersOf(NOTE_LABELS).map((manat) =>
        actionButton(this, NOTE_LABELS[manat], `note-${manat}`, { device: 'billValidator', do: 'insert', manat }),
      )}
    </div>`;
  }

  #unit(): TemplateResult {
    const { unit, inside } = this.view;
    return html`<div class="unit" role="status" data-test="validator-unit" data-unit=${unit} data-at=${inside?.at ?? ''}>
      <span class="mono">${unit}</span>
      ${inside === null ? nothing : html`<span class="inside">${inside.manat} ₼</span><span>at the ${inside.at}</span>`}
      ${
        inside?.at === 'mouth'
          ? actionButton(this, 'Take it', 'take-note', { device: 'billValidator', do: 'take' }, 'small')
          : nothing
      }
    </div>`;
  }

  #faults(faults: readonly ValidatorFault[]): readonly TemplateResult[] {
    return faultToggles(this, 'billValidator', VALIDATOR_FAULT_LABELS, this.view.armed, faults);
  }

  #hands(): TemplateResult {
    const { cassetteIn, powered, jammed } = this.view;
    const device = 'billValidator';
    const rest = membersOf(VALIDATOR_FAULT_LABELS).filter((fault) => !FIRST.some((first) => first === fault));
    return html`<div class="hands">
      <div class="chips" role="group" aria-label="Hands of staff">
        ${commandToggle(this, 'Cassette out', 'validator-cassette', !cassetteIn, { device, do: 'cassette', inside: !cassetteIn })}
        ${commandToggle(this, 'Power cut', 'validator-power', !powered, { device, do: 'power', on: !powered })}
        ${
          jammed
            ? actionButton(this, 'Take the jammed note out', 'clear-jam', { device: 'billValidator', do: 'clear-jam' })
            : nothing
        }
      </div>
      <div class="chips" role="group" aria-label="Faults of the validator, for the next note">
        ${this.#faults(FIRST)}
      </div>
      ${wireFaultControls(this, 'billValidator', html`${this.#faults(rest)}`)}
    </div>`;
  }

  #cassette(): TemplateResult {
    const { cassette, collected, handedBack } = this.view;
    const sum = cassette.reduce((total, manat) => total + manat, 0);
    return html`<div class="cassette" data-test="cassette" data-count=${cassette.length} data-sum=${sum}>
      <h3>Cassette ${cassette.length}</h3>
      <span>${collected.length} emptied, ${handedBack.length} back in hands</span>
      <span><b>${sum} ₼</b></span>
    </div>`;
  }

  override render() {
    const { cassetteIn, powered, jammed } = this.view;
    const attention = powered && cassetteIn && !jammed ? null : 'needs a hand';
    return html`${deviceHeader(this, 'billValidator', 'note', 'CCNET · 9600 8N1', this.view, attention)}
      ${this.#notes()}${this.#unit()}${this.#hands()}${this.#cassette()}`;
  }
}

customElements.define('bill-validator-panel', ValidatorPanel);
