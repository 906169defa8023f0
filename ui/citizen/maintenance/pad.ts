import { html, type TemplateResult } from 'lit';
import type { Drawing } from './page-parts.ts';

const DIGITS = ['1', '2', '3', '4', '5', '6', '7', '8', '9'];

/** Key of a letter or digit. */
export const keyButton = (key: string, { send }: Drawing): TemplateResult =>
  html`<button type="button" class="button" @click=${send({ do: 'key', key })}>${key}</button>`;

export const numberPad = (drawing: Drawing): TemplateResult => html`<div class="pad">
  ${DIGITS.map((key) => keyButton(key, drawing))}
  <button type="button" class="button erase" @click=${drawing.send({ do: 'erase' })}>${drawing.words.erase}</button>
  ${keyButton('0', drawing)}
</div>`;
