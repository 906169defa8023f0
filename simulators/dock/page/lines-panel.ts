import { css, html, LitElement, type TemplateResult } from 'lit';
import type { LinesDockState } from '../../bench/lines.ts';
import { commandToggle } from './parts.ts';
import { panelStyles } from './shared.styles.ts';

const DEVICE = 'lines';

/** What a pressed switch means. Other contacts show their name. */
const CONTACT_LABELS: Readonly<Record<string, string>> = {
  door: 'Door open',
  presence: 'Person in front',
  serviceKey: 'Service key turned',
};

export class LinesPanel extends LitElement {
  static override properties = { view: { attribute: false } };
  declare view: LinesDockState;

  static override styles = [
    panelStyles,
    css`
      ul {
        display: flex;
        flex-wrap: wrap;
        gap: 6px 14px;
        padding: 0;
        margin: 8px 0 0;
        list-style: none;
      }
      li {
        display: flex;
        gap: 6px;
        align-items: center;
      }
      .lamp {
        width: 12px;
        height: 12px;
        border: 1px solid var(--line);
        border-radius: 50%;
      }
      .lamp.lit {
        background: #f2b134;
      }
    `,
  ];

  #contact(name: string, active: boolean): TemplateResult {
    const command = { device: DEVICE, do: 'move', name, active: !active } as const;
    return commandToggle(this, CONTACT_LABELS[name] ?? name, `line-${name}`, active, command);
  }

  #loss(name: string): TemplateResult {
    const lost = this.view.lost.includes(name);
    const command = { device: DEVICE, do: 'lose', name, lost: !lost } as const;
    return commandToggle(this, `Cut the wire of ${name}`, `cut-${name}`, lost, command);
  }

  override render() {
    const { inputs, outputs } = this.view;
    return html`<header>
        <h2 id="title">Cabinet</h2>
        <span class="about">door, presence, key and lights · GPIO</span>
      </header>
      <div class="chips">${Object.entries(inputs).map(([name, active]) => this.#contact(name, active))}</div>
      <ul aria-label="Lights">
        ${Object.entries(outputs).map(
          ([name, { lit, pattern }]) =>
            html`<li data-test=${`lamp-${name}`} data-pattern=${typeof pattern === 'string' ? pattern : 'blinks'}>
              <span class=${`lamp ${lit ? 'lit' : ''}`}></span>${name}
            </li>`,
        )}
      </ul>
      <details>
        <summary>Faults</summary>
        <div class="chips">${Object.keys(inputs).map((name) => this.#loss(name))}</div>
      </details>`;
  }
}

customElements.define('lines-panel', LinesPanel);
