import { css, html, LitElement, type TemplateResult } from 'lit';
import type { KeypadDockState } from '../../bench/keypad.ts';
import { KEY_LABELS, KEYPAD_FAULT_LABELS } from '../../bench/keypad-labels.ts';
import { membersOf } from '../../bench/labels.ts';
import { actionButton, commandToggle, ledHeader } from './parts.ts';
import { panelStyles } from './shared.styles.ts';

const DEVICE = 'keypad';

export class KeypadPanel extends LitElement {
  static override properties = { view: { attribute: false } };
  declare view: KeypadDockState;

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
    `,
  ];

  #keys(): TemplateResult {
    const { keys, headphones } = this.view;
    return html`<div class="chips" role="group" aria-label="Keys of the keypad">
      ${keys.map((key) => actionButton(this, KEY_LABELS[key], `key-${key}`, { device: DEVICE, do: 'tap', key }, 'small'))}
      ${commandToggle(this, 'Headphones in', 'headphones', headphones, { device: DEVICE, do: 'headphones', in: !headphones })}
    </div>`;
  }

  #faults(): TemplateResult {
    const { armed } = this.view;
    return html`<details>
      <summary>Faults</summary>
      <div class="chips">
        ${membersOf(KEYPAD_FAULT_LABELS).map((fault) => {
          const on = !armed.includes(fault);
          const command = { device: DEVICE, do: 'arm', fault, on } as const;
          return commandToggle(this, KEYPAD_FAULT_LABELS[fault], `keypad-fault-${fault}`, !on, command);
        })}
      </div>
    </details>`;
  }

  override render() {
    const { plugged, down } = this.view;
    return html`${ledHeader(this, {
      device: DEVICE,
      label: 'Keypad with headphone jack',
      picture: 'keys',
      about: 'HID keyboard · USB',
      plug: this.view,
      press: { device: DEVICE, do: 'plugged', plugged: !plugged },
      attention: null,
    })}
      <fieldset ?disabled=${!plugged}>${this.#keys()}</fieldset>
      ${this.#faults()}
      <p class="mono" role="status" data-test="keypad-state">${down.length === 0 ? 'no key' : down.join(', ')} down</p>`;
  }
}

customElements.define('keypad-panel', KeypadPanel);
