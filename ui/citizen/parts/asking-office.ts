import { html, nothing, type TemplateResult } from 'lit';
import type { TroubleCode } from '../../../device/words/trouble.ts';
import { factRowsCard } from '../../design/facts.ts';
import { icon } from '../../design/icon.ts';
import type { WordsOfSections } from '../../words/words.ts';
import { backButton, primaryButton } from './buttons.ts';
import { handOverPicture } from './handed-over.ts';
import { visitPage } from './page.ts';

interface Asking {
  readonly screen: { readonly service: string; readonly trouble: TroubleCode | null };
  readonly words: WordsOfSections<'common' | 'troubles'>;
  readonly says: { readonly title: string; readonly lead: string };
  readonly symbol: Parameters<typeof handOverPicture>[0];
  readonly wait: TemplateResult;
  readonly back: () => void;
  readonly retry: () => void;
  readonly staff?: TemplateResult;
}

/** Page while the kiosk asks the office. If there is no answer, the citizen can ask again. Needs the styles of `waiting`. */
export function officeQuestionPage({ screen, words, says, symbol, wait, back, retry, staff }: Asking): TemplateResult {
  const { common, troubles } = words;
  const { trouble, service } = screen;
  return visitPage(
    words,
    { layout: 'do', title: says.title, lead: says.lead, head: trouble === null ? wait : nothing },
    html`${handOverPicture(symbol)}
    <div class="stack">
      ${trouble === null ? nothing : html`<p class="note strong">${icon('triangle-alert')}<span>${troubles[trouble].body}</span></p>`}
      ${factRowsCard([{ label: common.service, value: service }])}
      ${trouble === null ? nothing : staff}
    </div>
    ${backButton(words, back)} ${trouble === null ? nothing : primaryButton(common.retry, retry)}`,
  );
}
