import { html, nothing } from 'lit';
import type { PinTrouble } from '../../../device/screen/maintenance.ts';
import { PIN_DIGITS } from '../../../device/words/maintenance.ts';
import type { PageDrawer } from './page-parts.ts';
import type { MaintenanceWords } from './words/az.ts';

const DIGITS = ['1', '2', '3', '4', '5', '6', '7', '8', '9'];
const MINUTE_MS = 60_000;

export const drawPin: PageDrawer<'pin'> = ({ typed, trouble }, { words, send }) => ({
  body: html`<div class="pin">
    <div>
      <h2 tabindex="-1">${words.pin.title}</h2>
      <p class="quiet">${words.pin.lead}</p>
      <p class="dots" role="img" aria-label=${words.pin.typed(typed)}>
        ${Array.from({ length: PIN_DIGITS }, (_, nth) => html`<i class=${nth < typed ? 'typed' : ''}></i>`)}
      </p>
      ${trouble === null ? nothing : html`<p class="alert" role="alert">${refusal(trouble, words)}</p>`}
    </div>
    <div class="pad">
      ${DIGITS.map((key) => digit(key, send))}
      <button type="button" class="button" ?disabled=${typed === 0} @click=${send({ do: 'erase' })}>${words.erase}</button>
      ${digit('0', send)}
      <button type="button" class="button primary" ?disabled=${typed < PIN_DIGITS} @click=${send({ do: 'next' })}>
        ${words.next}
      </button>
    </div>
  </div>`,
});

const digit = (key: string, send: Parameters<PageDrawer<'pin'>>[1]['send']) =>
  html`<button type="button" class="button" @click=${send({ do: 'key', key })}>${key}</button>`;

function refusal(trouble: PinTrouble, { pin: { refused } }: MaintenanceWords): string {
  switch (trouble.kind) {
    case 'wrong-pin':
      return refused['wrong-pin'](trouble.triesLeft);
    case 'locked-out':
      return refused['locked-out'](Math.max(1, Math.ceil((trouble.untilMs - Date.now()) / MINUTE_MS)));
    default:
      return refused[trouble.kind];
  }
}
