import { css, html, nothing, type TemplateResult } from 'lit';
import { dateText, timeSpanText } from '../../../device/words/format.ts';
import type { WordsOfSections } from '../../words/words.ts';
import type { ScreenOf } from './screen-element.ts';

/** The queue ticket on the screen if it is not printed, with its window and floor. */
export function ticketOnScreen(
  appointment: ScreenOf<'done'>['appointment'],
  { done, language }: WordsOfSections<'done'>,
) {
  if (appointment === null) return nothing;
  const { ticket, window, floor, slot } = appointment;
  return html`<div class="ticket-plate">
    <div>
      <p class="label">${done.yourTicket}</p>
      <p class="ticket">${ticket}</p>
    </div>
    <div class="place">
      <p>${done.window(window)}</p>
      ${typeof floor === 'number' ? html`<p>${done.floor(floor)}</p>` : nothing}
      ${slot ? html`<p class="when">${dateText(slot.day, language)}, <span class="whole">${timeSpanText(slot)}</span></p>` : nothing}
    </div>
  </div>` satisfies TemplateResult;
}

export const ticketOnScreenStyles = css`
  .ticket-plate {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: var(--k-space-2) var(--k-space-8);
    margin-top: var(--k-space-4);
    padding: var(--k-space-4) var(--k-space-6);
    border-radius: var(--k-radius);
    background: var(--k-deep);
    color: var(--k-on-deep);
    text-align: left;
  }
  .ticket-plate .label {
    font-size: var(--k-type-s);
  }
  .ticket-plate .ticket {
    font-size: calc(18 * var(--mm, 4.03px));
    font-weight: 720;
    line-height: 1.1;
    white-space: nowrap;
    font-variant-numeric: tabular-nums;
  }
  .ticket-plate .place {
    font-size: var(--k-type-l);
    font-weight: 680;
    line-height: 1.25;
  }
  .ticket-plate .when {
    font-size: var(--k-type-m);
  }
`;
