import { html, LitElement } from 'lit';
import { base } from '../design/base.styles.ts';
import { icon } from '../design/icon.ts';
import { intentEvent } from '../design/intent-event.ts';
import { parts } from '../design/parts.styles.ts';
import type { Words } from '../words/words.ts';
import { dialog } from './dialog.styles.ts';

/**
 * Finish your visit? Asked once before everything that was entered is cleared from the bar at the top.
 *
 * @fires kiosk-intent - `finish`
 * @fires kiosk-stay - the visit goes on
 */
export class KioskLeave extends LitElement {
  static override properties = { words: { attribute: false } };
  static override styles = [base, parts, dialog];

  declare words: Words;

  focusHeading(): void {
    this.renderRoot.querySelector<HTMLElement>('.stay')?.focus({ preventScroll: true });
  }

  protected override render() {
    const { leave, common, idle } = this.words;
    return html`<div class="panel" role="alertdialog" aria-modal="true" aria-labelledby="title" aria-describedby="body">
      <h1 id="title">${leave.title}</h1>
      <p class="lead" id="body">${leave.body}</p>
      <div class="buttons">
        <button type="button" class="button" @click=${() => this.dispatchEvent(intentEvent({ do: 'finish' }))}>
          ${icon('x')}<span>${common.finish}</span>
        </button>
        <button
          type="button"
          class="button primary stay"
          @click=${() => this.dispatchEvent(new Event('kiosk-stay'))}
        >
          <span>${idle.stay}</span>${icon('arrow-right')}
        </button>
      </div>
    </div>`;
  }
}

customElements.define('kiosk-leave', KioskLeave);

declare global {
  interface HTMLElementTagNameMap {
    'kiosk-leave': KioskLeave;
  }
}
