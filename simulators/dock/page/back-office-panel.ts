import { css, html, LitElement } from 'lit';
import { BACK_OFFICE_TROUBLE_LABELS, membersOf } from '../../bench/labels.ts';
import type { BackOfficeDockState } from '../state.ts';
import { icon } from './icons.ts';
import { commandToggle, formatMoney } from './parts.ts';
import { panelStyles } from './shared.styles.ts';

const ENTRIES_SHOWN = 3;

export class BackOfficePanel extends LitElement {
  static override properties = { view: { attribute: false } };
  declare view: BackOfficeDockState;

  static override styles = [
    panelStyles,
    css`
      ul {
        margin-top: 8px;
        display: grid;
        gap: 1px;
      }
      li {
        display: grid;
        grid-template-columns: auto minmax(0, 1fr) auto auto;
        gap: 10px;
      }
      li span:nth-child(2) {
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      .money {
        font-family: var(--sans);
      }
      li b {
        color: var(--ink);
      }
    `,
  ];

  override render() {
    const { trouble, entries, entryCount, registeredCount, surveyCount } = this.view;
    return html`<header>
        ${icon('office')}
        <h2>Back office</h2>
        <span class="about" data-test="back-office-counts" data-registered=${registeredCount} data-entries=${entryCount}
          >${registeredCount} registered of ${entryCount} · ${surveyCount} surveys</span
        >
        <span class=${trouble ? 'led' : 'led on'} data-test="led-back-office">
          <span class="hidden">${trouble ? 'in trouble' : 'working'}</span>
        </span>
      </header>
      <div class="chips" role="group" aria-label="Troubles of the back office">
        ${membersOf(BACK_OFFICE_TROUBLE_LABELS).map((name) => {
          const pressed = trouble === name;
          const command = { device: 'back-office', do: 'trouble', trouble: pressed ? null : name } as const;
          return commandToggle(this, BACK_OFFICE_TROUBLE_LABELS[name], `back-office-${name}`, pressed, command);
        })}
      </div>
      <ul>
        ${entries
          .slice(-ENTRIES_SHOWN)
          .reverse()
          .map(
            ({ reference, request, state }) =>
              html`<li class="mono" data-test="register-entry" data-state=${state}>
                <b>${reference}</b><span>${request.service}</span><span class="money">${formatMoney(request.amount)}</span><span>${state}</span>
              </li>`,
          )}
      </ul>`;
  }
}

customElements.define('back-office-panel', BackOfficePanel);
