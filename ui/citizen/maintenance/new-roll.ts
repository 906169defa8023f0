import { html, nothing } from 'lit';
import { withUnbrokenNumbers } from '../../design/unbroken.ts';
import type { PageDrawer } from './page-parts.ts';
import { rollPicture } from './roll-picture.ts';

export const drawNewRoll: PageDrawer<'new-roll'> = ({ step, trouble }, { words, send }) => {
  const { newRoll } = words;
  const [title, lead] = newRoll.steps[step];
  const next = step === 'close' ? newRoll.print : step === 'failed' ? newRoll.again : words.next;
  const answers = html`<button type="button" class="button" @click=${send({ do: 'answer', value: 'no' })}>${words.no}</button>
    <button type="button" class="button primary" @click=${send({ do: 'answer', value: 'yes' })}>${words.yes}</button>`;
  const goOn = html`<button type="button" class="button primary" @click=${send({ do: 'next' })}>${next}</button>`;
  return {
    body: html`<p class="quiet">${newRoll.title}</p>
      <h2 tabindex="-1">${title}</h2>
      <p>${lead}</p>
      <div class="picture">${rollPicture(step)}</div>
      ${trouble === null ? nothing : html`<p class="alert" role="alert">${withUnbrokenNumbers(trouble === 'not-recorded' ? words.cassette.refused[trouble] : newRoll.trouble(trouble))}</p>`}`,
    bar: html`<button type="button" class="button" ?disabled=${step === 'printing'} @click=${send({ do: 'back' })}>
        ${words.back}
      </button>
      ${step === 'look' ? answers : step === 'printing' ? nothing : goOn}`,
  };
};
