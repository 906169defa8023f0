import { html, nothing } from 'lit';
import { factRowsCard } from '../../design/facts.ts';
import { backButton, finishButton, primaryButton } from '../parts/buttons.ts';
import { handOverPicture, waitingStyles } from '../parts/handed-over.ts';
import { visitPage } from '../parts/page.ts';
import { VisitScreen } from '../parts/visit-screen.ts';
import { waitLine } from '../parts/waits.ts';

export class ScreenLookingUp extends VisitScreen<'lookingUp'> {
  static override styles = [VisitScreen.styles, waitingStyles];

  protected override render() {
    const { screen, words } = this;
    const { continuing, common, mine, troubles } = words;
    const { trouble } = screen;
    return visitPage(
      words,
      {
        layout: 'do',
        eyebrow: common.continueApplication,
        title: trouble === null ? continuing.lookingUp.title : troubles[trouble].title,
        lead: trouble === null ? continuing.lookingUp.lead : mine.booked,
        head: trouble === null ? waitLine('lookingUp', words) : nothing,
      },
      html`${handOverPicture('landmark')}
      <div>
        ${
          screen.reference === null
            ? nothing
            : factRowsCard([{ label: common.reference, value: html`<span class="whole">${screen.reference}</span>` }])
        }
      </div>
      ${
        trouble === null
          ? finishButton(words, this.sends({ do: 'finish' }))
          : html`${backButton(words, this.sends({ do: 'back' }))} ${primaryButton(common.retry, this.sends({ do: 'retry' }))}`
      }`,
    );
  }
}

customElements.define('screen-looking-up', ScreenLookingUp);
