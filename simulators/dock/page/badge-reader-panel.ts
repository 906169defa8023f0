import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { BADGE_FAULT_LABELS } from '../../bench/badge-reader-labels.ts';
import type { DeviceDockStateOf } from '../state.ts';
import { actionButton, commandToggle, deviceHeader, faultToggles, wireFaultControls } from './parts.ts';
import { panelStyles } from './shared.styles.ts';

const DEVICE = 'badgeReader';

export class BadgeReaderPanel extends LitElement {
  static override properties = { view: { attribute: false } };
  declare view: DeviceDockStateOf<'badgeReader'>;

  static override styles = panelStyles;

  #badges(): readonly TemplateResult[] {
    const { badges, presented } = this.view;
    return badges.map(({ id, title }) => {
      const lies = presented === id;
      const command = lies
        ? ({ device: DEVICE, do: 'take' } as const)
        : ({ device: DEVICE, do: 'present', badge: id } as const);
      return commandToggle(this, title, `badge-${id}`, lies, command);
    });
  }

  #presented(): TemplateResult {
    const { badges, presented } = this.view;
    const pin = badges.find(({ id }) => id === presented)?.pin;
    return html`<p class="mono" role="status" data-test="badge-presented" data-badge=${presented ?? ''}>
      ${presented === null ? 'no badge' : `${presented} on the reader`}${pin ? `, PIN ${pin}` : nothing}
      ${presented === null ? nothing : actionButton(this, 'Take it', 'take-badge', { device: DEVICE, do: 'take' }, 'small')}
    </p>`;
  }

  override render() {
    return html`${deviceHeader(this, DEVICE, 'badge', 'PN532 · 115200 8N1', this.view)}
      <div class="chips" role="group" aria-label="Badges to lay on the reader">${this.#badges()}</div>
      ${this.#presented()}
      ${wireFaultControls(this, DEVICE, html`${faultToggles(this, DEVICE, BADGE_FAULT_LABELS, this.view.armed)}`)}`;
  }
}

customElements.define('badge-reader-panel', BadgeReaderPanel);
