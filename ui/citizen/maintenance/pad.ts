import { html, type TemplateResult } from 'lit';
import type { PageDrawingContext } from './page-parts.ts';

const DIGITS = ['1', '2', '3', '4', '5', '6', '7', '8', '9'];

const LETTERS = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];

const keyButton = (key: string, { send }: PageDrawingContext): TemplateResult =>
  html`<button type="button" class="button" @click=${send({ do: 'key', key })}>${key}</button>`;

const eraseButton = ({ words, send }: PageDrawingContext): TemplateResult =>
  html`<button type="button" class="button erase" @click=${send({ do: 'erase' })}>${words.erase}</button>`;

export const numberPad = (drawing: PageDrawingContext): TemplateResult => html`<div class="pad">
  ${DIGITS.map((key) => keyButton(key, drawing))}
  ${eraseButton(drawing)} ${keyButton('0', drawing)}
</div>`;

/** Digits and letters: the width of the panel decides the rows. */
export const letterPad = (drawing: PageDrawingContext): TemplateResult => html`<div class="letters">
  ${[...DIGITS, '0', ...LETTERS].map((key) => keyButton(key, drawing))} ${eraseButton(drawing)}
</div>`;
