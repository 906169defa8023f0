import { html, type TemplateResult } from 'lit';

/** A reference or a ticket number: capitals and digits with hyphens between. */
const CODE = /([A-Z0-9]+(?:-[A-Z0-9]+)+)/;

/** A sentence whose references never break at their hyphens; its text stays what it was. */
export function unbroken(sentence: string): TemplateResult {
  const parts = sentence.split(CODE);
  return html`${parts.map((part, index) => (index % 2 === 0 ? part : html`<span class="whole">${part}</span>`))}`;
}
