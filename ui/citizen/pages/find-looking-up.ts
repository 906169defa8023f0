import { html, nothing } from 'lit';
import { facts } from '../../design/facts.ts';
import { backButton, finishButton, primaryButton } from '../parts/buttons.ts';
import { handedOver, waiting } from '../parts/handed-over.ts';
import { VisitScreen } from '../parts/visit-screen.ts';
import { waitFor } from '../parts/waits.ts';

/** An application of before is looked for. */
export class ScreenLookingUp extends VisitScreen<'lookingUp'> {
  static override styles = [VisitScreen.styles, waiting];

  protected override render() {
    const { screen, words } = this;
    const { continuing, common, mine, troubles } = words;
    const { trouble } = screen;
    return html`<k-page .up=${common.scrollUp} .down=${common.scrollDown}>
      <div slot="head">
        <p class="eyebrow">${common.continueApplication}</p>
        <h1 tabindex="-1">${trouble === null ? continuing.lookingUp.title : troubles[trouble].title}</h1>
        <p class="lead">${trouble === null ? continuing.lookingUp.lead : mine.booked}</p>
        ${trouble === null ? waitFor('lookingUp', words) : nothing}
      </div>
      ${handedOver('landmark')}
      <div>
        ${
          screen.reference === null
            ? nothing
            : facts([{ label: common.reference, value: html`<span class="whole">${screen.reference}</span>` }])
        }
      </div>
      ${
        trouble === null
          ? finishButton(words, this.sends({ do: 'finish' }))
          : html`${backButton(words, this.sends({ do: 'back' }))} ${primaryButton(common.retry, this.sends({ do: 'retry' }))}`
      }
    </k-page>`;
  }
}

customElements.define('screen-looking-up', ScreenLookingUp);
