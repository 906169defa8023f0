import { html, nothing, type TemplateResult } from 'lit';
import { LANGUAGE_CODES, type Language } from '../../../device/words/language.ts';
import { type IconName, icon } from '../../design/icon.ts';

export interface PageTextInLanguage {
  readonly title: string;
  readonly lead: string;
  readonly lines?: readonly { readonly icon: IconName; readonly text: string }[];
}

/**
 * The same text in every language, for pages without a chosen language; the first is the heading. Languages without a text, or not loaded
 * yet, are left out. Needs the styles of `deep`.
 */
export function inAllLanguages(said: (language: Language) => PageTextInLanguage | undefined): TemplateResult[] {
  return LANGUAGE_CODES.flatMap((code, at) => {
    const words = said(code);
    return words ? [block(code, words, at === 0)] : [];
  });
}

const block = (
  language: Language,
  { title, lead, lines = [] }: PageTextInLanguage,
  first: boolean,
): TemplateResult => html`
  <div lang=${language}>
    ${first ? html`<h1 tabindex="-1">${title}</h1>` : html`<p class="other">${title}</p>`}
    ${lead === '' ? nothing : html`<p class="lead">${lead}</p>`}
    ${
      lines.length === 0
        ? nothing
        : html`<ul>
            ${lines.map((line) => html`<li>${icon(line.icon)}<span>${line.text}</span></li>`)}
          </ul>`
    }
  </div>
`;
