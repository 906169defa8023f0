import { html, type TemplateResult } from 'lit';

/**
 * What stays on one line. References and ticket numbers: capitals and digits with hyphens. Numbers with an ending: `2-го`. Words with a
 * short first part: `SIM-kart`. Phone numbers, perhaps masked: groups of digits or dots. Time ranges: `11:30–12:00`.
 */
const WHOLE =
  /([A-Z0-9]+(?:-[A-Z0-9]+)+|\d+-\p{L}+|(?<!\p{L})\p{L}{1,3}-\p{L}+|\+?\d+(?: [\d•]+)+|\d\d:\d\d–\d\d:\d\d)/u;

/** Keeps each number of a sentence on one line. The text does not change. */
export function withUnbrokenNumbers(sentence: string): TemplateResult {
  const parts = sentence.split(WHOLE);
  return html`${parts.map((part, index) => (index % 2 === 0 ? part : html`<span class="whole">${part}</span>`))}`;
}
