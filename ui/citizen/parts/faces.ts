import { css, html, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { type IconName, icon } from '../../design/icon.ts';
import type { WordsOfSections } from '../../words/words.ts';

type Score = 1 | 2 | 3 | 4 | 5;

const FACES: readonly { readonly score: Score; readonly symbol: IconName }[] = [
  { score: 1, symbol: 'frown' },
  { score: 2, symbol: 'annoyed' },
  { score: 3, symbol: 'meh' },
  { score: 4, symbol: 'smile' },
  { score: 5, symbol: 'laugh' },
];

/** Five faces below a question; after a touch, thanks. */
export function ratingFaces(
  question: string,
  chosen: number | null,
  { done }: WordsOfSections<'done'>,
  choose: (score: Score) => () => void,
): TemplateResult {
  return html`<fieldset class="survey">
    <legend>${question}</legend>
    <div class="faces">
      ${FACES.map(
        ({ score, symbol }) => html`<label class="face">
          <input type="radio" name="survey" value=${score} .checked=${live(score === chosen)} @change=${choose(score)} />
          ${icon(symbol)}<span>${done.scores[score - 1]}</span>
        </label>`,
      )}
    </div>
    <p class="thanks" role="status">${chosen === null ? '' : done.thanks}</p>
  </fieldset>`;
}

export const faceStyles = css`
  .survey legend {
    margin-bottom: var(--k-space-4);
  }
  .faces {
    display: grid;
    grid-template-columns: repeat(5, minmax(0, 1fr));
    gap: var(--k-gap);
  }
  .face {
    position: relative;
    display: flex;
    flex-direction: column;
    align-items: center;
    justify-content: center;
    gap: var(--k-space-2);
    min-height: calc(41 * var(--mm, 4.03px));
    padding: var(--k-space-4) var(--k-space-1);
    border: var(--k-stroke) solid var(--k-line);
    border-radius: var(--k-radius);
    background: var(--k-card);
    font-size: var(--k-type-s);
    font-weight: 620;
    line-height: 1.15;
    letter-spacing: -0.015em;
    text-align: center;
    white-space: nowrap;
  }
  .face .icon {
    color: var(--k-teal);
    font-size: calc(15.4 * var(--k-mm));
    stroke-width: 1.8;
  }
  .face:is(:active, [data-pressed]) {
    background: var(--k-pressed);
  }
  .face:has(:checked) {
    border-color: var(--k-teal);
    background: var(--k-mist);
  }
  .thanks {
    min-height: 1.4em;
    margin-top: var(--k-space-3);
    color: var(--k-green);
    font-weight: 600;
  }
  @container kiosk (max-height: 90em) {
    .face {
      min-height: calc(30 * var(--mm, 4.03px));
      padding-block: var(--k-space-2);
    }
    .face .icon {
      font-size: calc(12 * var(--k-mm));
    }
  }
  /* Beside other parts there is little room. Two rows are three and two: one face alone looks left over. */
  @container kiosk (min-aspect-ratio: 11/10) and (max-width: 95em) {
    .faces {
      grid-template-columns: repeat(auto-fit, minmax(max(30%, min(100%, 5.8em)), 1fr));
    }
  }
`;
