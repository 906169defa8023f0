import { html } from 'lit';
import { factRowsCard } from '../../design/facts.ts';
import { backButton } from '../parts/buttons.ts';
import { handOverPicture, waitingStyles } from '../parts/handed-over.ts';
import { visitPage } from '../parts/page.ts';
import { VisitScreen } from '../parts/visit-screen.ts';
import { waitLine } from '../parts/waits.ts';

/** The kiosk continues after three seconds at most. */
export class ScreenPrefilling extends VisitScreen<'prefilling'> {
  static override styles = [VisitScreen.styles, waitingStyles];

  protected override render() {
    const { screen, words } = this;
    const { common, prefilling } = words;
    return visitPage(
      words,
      { layout: 'do', title: prefilling.title, lead: prefilling.lead, head: waitLine('prefilling', words) },
      html`${handOverPicture('landmark')}
      <div>${factRowsCard([{ label: common.service, value: screen.service }])}</div>
      ${backButton(words, this.sends({ do: 'back' }))}`,
    );
  }
}

customElements.define('screen-prefilling', ScreenPrefilling);
