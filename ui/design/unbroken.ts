import { html, type TemplateResult } from 'lit';

/** A reference or a ticket number: capitals and digits with hyphens between. Or a phone number: groups of digits. */
const CODE = /([A-Z0-9]+(?:-[A-Z0-9]+)+|\+?\d+(?: \d+)+)/;

/** From when until when: `11:30–12:00`. */
const TIMES = /(\d\d:\d\d–\d\d:\d\d)/;

/** A sentence whose references never break at their hyphens; its text stays what it was. */
export const unbroken = (sentence: string): TemplateResult => whole(sentence, CODE);

/** The same of the beginning and the end of an appointment. */
export const unbrokenTimes = (sentence: string): TemplateResult => whole(sentence, TIMES);

function whole(sentence: string, what: RegExp): TemplateResult {
  const parts = sentence.split(what);
  return html`${parts.map((part, index) => (index % 2 === 0 ? part : html`<span class="whole">${part}</span>`))}`;
}
