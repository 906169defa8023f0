import { html, type TemplateResult } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import type { KWait } from '../../design/k-wait.ts';
import '../../design/k-wait.ts';
import type { WordsOfSections } from '../../words/words.ts';
import { createUsualTimes } from './usual-times.ts';

const WAITED = [
  'startingPhone',
  'sendingCode',
  'checkingCode',
  'readingSlots',
  'dealing',
  'readingDues',
  'holdingSlot',
  'prefilling',
  'quoting',
  'lodging',
  'lookingUp',
  'issuing',
  'readingDocument',
  'registering',
  'preparing',
  'processing',
  'remove-card',
  'cancelling',
  'cancelling-card',
  'asking',
  'reading',
  'settling',
  'printing',
  'parking',
  'resuming',
];

type Waited = (typeof WAITED)[number];

/** Times measured on this page: other figures would be guesses. */
const usual = createUsualTimes<Waited>();

export const hasWaitLine = (stage: string): stage is Waited => WAITED.some((each) => each === stage);

/** The line that shows how long the wait takes. It counts again from 0 if `what` changes. */
export function waitLine(
  what: Waited,
  words: WordsOfSections<'wait'>,
  overdue: KWait['overdue'] = null,
): TemplateResult {
  const took = (seconds: number) => usual.note(what, seconds);
  return html`${keyed(what, html`<k-wait .overdue=${overdue} .usual=${usual.of(what)} .took=${took} .words=${words}></k-wait>`)}`;
}
