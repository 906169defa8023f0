import { html, nothing } from 'lit';
import { barStartButton, primaryButton } from '../parts/buttons.ts';
import { handOverPicture, waitingStyles } from '../parts/handed-over.ts';
import { visitPage } from '../parts/page.ts';
import { VisitScreen } from '../parts/visit-screen.ts';
import { waitLine } from '../parts/waits.ts';

export class ScreenParking extends VisitScreen<'parking'> {
  static override styles = [VisitScreen.styles, waitingStyles];

  protected override render() {
    const { screen, words } = this;
    const { parking, common } = words;
    const { title, lead } = screen.failed ? parking.failed : parking;
    return visitPage(
      words,
      { layout: 'do', title, lead, head: screen.failed ? nothing : waitLine('parking', words) },
      html`${handOverPicture('landmark')}
      ${
        screen.failed
          ? html`${barStartButton(common.retry, 'rotate-ccw', this.sends({ do: 'retry' }))}
            ${primaryButton(parking.goOn, this.sends({ do: 'back' }))}`
          : nothing
      }`,
    );
  }
}

customElements.define('screen-parking', ScreenParking);
