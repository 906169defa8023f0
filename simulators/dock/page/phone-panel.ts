import { css, html, LitElement } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { PhoneDockState } from '../state.ts';
import { icon } from './icons.ts';
import { sendCommand } from './parts.ts';
import { panelStyles } from './shared.styles.ts';

export class PhonePanel extends LitElement {
  static override properties = { view: { attribute: false } };
  declare view: PhoneDockState;

  static override styles = [
    panelStyles,
    css`
      ol {
        display: grid;
        gap: 6px;
        max-height: 190px;
        margin: 0;
        padding: 0;
        overflow-y: auto;
        list-style: none;
      }
      button {
        display: grid;
        gap: 2px;
        width: 100%;
        border-radius: 12px 12px 12px 3px;
        background: var(--mist);
        font-weight: 480;
        line-height: 1.35;
      }
      .from {
        display: flex;
        justify-content: space-between;
        gap: 10px;
        color: var(--ink-2);
        font-size: 11.5px;
      }
      .from b {
        color: var(--ink);
      }
      a {
        display: block;
        margin-bottom: 6px;
        padding: 10px 12px;
        border-radius: 12px;
        background: var(--mist);
        color: var(--ink);
        font-weight: 560;
      }
      .none {
        margin: 0;
        color: var(--ink-2);
        font-size: 12px;
      }
    `,
  ];

  override render() {
    const { messages, codes } = this.view;
    return html`<header>
        ${icon('phone')}
        <h2>Phone</h2>
        <span class="about">sample numbers of an invented register</span>
      </header>
      ${codes.map(
        (address) => html`<a data-test="scan-with-phone" href=${address} target="_blank" rel="noreferrer"
          >Scan the kiosk's code with this phone</a
        >`,
      )}
      ${
        messages.length === 0
          ? html`<p class="none">No message.</p>`
          : html`<ol aria-live="polite">
              ${repeat(
                messages,
                ({ id }) => id,
                ({ id, from, to, text, at }) => html`<li>
                  <button
                    type="button"
                    data-test="message"
                    title="Take it away"
                    @click=${() => sendCommand(this, { device: 'phone', do: 'dismiss', message: id })}
                  >
                    <span class="from"><b>${from}</b><span>${to} · ${at.slice(11, 19)}</span></span>
                    <span data-test="message-text">${text}</span>
                  </button>
                </li>`,
              )}
            </ol>`
      }`;
  }
}

customElements.define('phone-panel', PhonePanel);
