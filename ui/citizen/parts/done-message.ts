import { css, html, nothing, type TemplateResult } from 'lit';
import type { PhoneMessage } from '../../../device/words/phone-message.ts';
import { icon } from '../../design/icon.ts';
import type { WordsOfSections } from '../../words/words.ts';
import type { ScreenOf } from './screen-element.ts';

export const phoneMessageStyles = css`
  .message {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--k-space-3);
    padding: var(--k-space-2) var(--k-space-2) var(--k-space-2) var(--k-space-4);
    border: var(--k-stroke-thin) solid var(--k-line);
    border-radius: var(--k-radius);
    background: var(--k-card);
    font-size: var(--k-type-s);
    line-height: 1.3;
  }
  .message > .icon {
    flex: none;
    color: var(--k-teal);
    font-size: 1.7em;
  }
  .message p {
    flex: 1 1 9em;
  }
  /* Beside two buttons the sentence would have one word in each line. */
  .message p:has(~ .button ~ .button) {
    flex-basis: 100%;
  }
  .message .to {
    font-weight: 640;
    white-space: nowrap;
    font-variant-numeric: tabular-nums;
  }
  .message .button {
    flex: 0 1 auto;
    min-height: var(--k-target);
    padding-inline: var(--k-space-4);
    font-size: var(--k-type-m);
  }
  /* With one thing more on the page the faces give way, so that all of it is seen at once. */
  @container kiosk (min-height: 90em) and (max-aspect-ratio: 1/1) {
    .filled:has(.message) {
      gap: var(--k-space-4);
    }
    .filled:has(.message) .face {
      min-height: calc(25 * var(--mm, 4.03px));
      padding-block: var(--k-space-1);
      gap: var(--k-space-1);
    }
    .filled:has(.message) .face .icon {
      font-size: calc(13 * var(--k-mm));
    }
  }
  @container kiosk (min-aspect-ratio: 11/10) and (min-width: 60em) {
    .filled:has(.message) {
      gap: var(--k-space-3);
    }
    .filled:has(.message) .survey {
      margin-top: 0;
    }
    .filled:has(.message) .face {
      min-height: calc(22 * var(--mm, 4.03px));
      padding-block: var(--k-space-1);
      gap: var(--k-space-1);
    }
    .filled:has(.message) .face .icon {
      font-size: calc(10 * var(--k-mm));
    }
  }
`;

const ICONS = { sending: 'smartphone', sent: 'check', failed: 'triangle-alert' } as const;

/** Actions for the application: a message to the phone in the register, and the page of accesses to the citizen's data. */
export function messageCard(
  { message, printed, wasRead }: Pick<ScreenOf<'done'>, 'message' | 'printed' | 'wasRead'>,
  { done }: WordsOfSections<'done'>,
  act: { readonly send: () => void; readonly read: () => void },
): TemplateResult | typeof nothing {
  if (message === null && !wasRead) return nothing;
  const offers = message?.state === 'offered' || (message?.state === 'failed' && message.again);
  const button = (words: string, press: () => void) =>
    html`<button type="button" class="button" @click=${press}><span>${words}</span></button>`;
  return html`<div class="message">
    ${message === null || message.state === 'offered' ? nothing : icon(ICONS[message.state])}
    <p role="status">${message === null ? done.wasRead.lead : said(message, printed, done.message)}</p>
    ${offers ? button(done.message.send, act.send) : nothing} ${wasRead ? button(done.wasRead.show, act.read) : nothing}
  </div>`;
}

function said(message: PhoneMessage, printed: boolean, words: WordsOfSections<'done'>['done']['message']) {
  switch (message.state) {
    case 'offered':
      return words.lead;
    case 'sending':
      return words.sending;
    case 'sent':
      return html`${words.sentTo}
        <span class="to" role="img" aria-label=${words.ending(message.number.slice(-2))}>${message.number}</span>`;
    case 'failed':
      return `${words.problems[message.because]} ${printed ? words.onPaper : words.onPage}`;
    default:
      return message satisfies never;
  }
}
