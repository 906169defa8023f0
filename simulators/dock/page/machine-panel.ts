import { css, html, LitElement, type TemplateResult } from 'lit';
import { SIDE_STAGES, VISIT_STAGES } from '../stages.ts';
import type { VisitDockState } from '../state.ts';
import { icon } from './icons.ts';
import { panelStyles } from './shared.styles.ts';

export class MachinePanel extends LitElement {
  static override properties = { view: { attribute: false } };
  declare view: VisitDockState;

  static override styles = [
    panelStyles,
    css`
      ol {
        display: flex;
        flex-wrap: wrap;
        gap: 5px 4px;
      }
      li {
        display: flex;
        align-items: center;
        gap: 4px;
      }
      .way li:not(:first-child)::before {
        content: '›' / '';
        color: var(--ink-2);
        font-size: 11px;
      }
      .state {
        border: 1px solid var(--line);
        border-radius: 7px;
        padding: 2px 7px;
        font-size: 11px;
        font-weight: 560;
      }
      .visited {
        background: var(--mist);
        border-color: #b9d3d3;
      }
      .current {
        background: var(--saffron);
        border-color: #c98412;
        font-weight: 680;
      }
      .side {
        margin-top: 7px;
      }
      .side .state {
        font-size: 10.5px;
        padding: 1px 6px;
        color: var(--ink-2);
        font-weight: 450;
      }
      .side .current {
        color: var(--ink);
        font-weight: 640;
      }
    `,
  ];

  #chip(state: string): TemplateResult {
    const { stage, visited } = this.view;
    const look = state === stage ? 'current' : visited.includes(state) ? 'visited' : '';
    return html`<li>
      <span
        class=${`state ${look}`}
        data-test="machine-state"
        data-state=${state}
        data-current=${state === stage}
        aria-current=${state === stage ? 'step' : 'false'}
        >${state}</span
      >
    </li>`;
  }

  override render() {
    const { places, stage, visited } = this.view;
    const ofTheWay: ReadonlySet<string> = new Set(VISIT_STAGES);
    const side = [...new Set([...SIDE_STAGES, ...visited, stage])].filter((state) => !ofTheWay.has(state));
    return html`<header>
        ${icon('machine')}
        <h2>Machine</h2>
        <span class="about" data-test="machine-places">${places.join(' › ')}</span>
      </header>
      <ol class="way">
        ${VISIT_STAGES.map((state) => this.#chip(state))}
      </ol>
      <ol class="side" aria-label="What may come between">
        ${side.map((state) => this.#chip(state))}
      </ol>`;
  }
}

customElements.define('machine-panel', MachinePanel);
