import { html, nothing, type TemplateResult } from 'lit';
import type { TroubleCode } from '../../device/words/trouble.ts';
import type { WordsOfSections } from '../words/words.ts';
import { icon } from './icon.ts';

/** Notices of what is missing, before the citizen needs it. No sentence appears twice. Needs the styles of `parts`. */
export function renderTroubleNotices(
  words: WordsOfSections<'troubles'>,
  codes: readonly TroubleCode[],
  blocked: TroubleCode | null = null,
): TemplateResult | typeof nothing {
  const stop = blocked === null ? null : words.troubles[blocked].notice;
  const sentences = [...new Set(codes.map((code) => words.troubles[code].notice))].filter((each) => each !== stop);
  if (stop === null && sentences.length === 0) return nothing;
  return html`<div class="notes">
    ${stop === null ? nothing : html`<p class="note warning blocked">${icon('circle-alert')}<span>${stop}</span></p>`}
    ${sentences.map((each) => html`<p class="note warning">${icon('triangle-alert')}<span>${each}</span></p>`)}
  </div>`;
}
