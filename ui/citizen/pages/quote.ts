import { officeQuestionPage } from '../parts/asking-office.ts';
import { callStaffButton, callStaffStyles } from '../parts/call-staff.ts';
import { waitingStyles } from '../parts/handed-over.ts';
import { VisitScreen } from '../parts/visit-screen.ts';
import { waitLine } from '../parts/waits.ts';

export class ScreenQuoting extends VisitScreen<'quoting'> {
  static override styles = [VisitScreen.styles, waitingStyles, callStaffStyles];

  protected override render() {
    const { screen, words } = this;
    const { quoting } = words;
    return officeQuestionPage({
      screen,
      words,
      symbol: 'hand-coins',
      wait: waitLine('quoting', words),
      says: screen.trouble === null ? quoting : quoting.unanswered,
      back: this.sends({ do: 'back' }),
      retry: this.sends({ do: 'retry' }),
      staff: callStaffButton(words, screen.called, this.sends({ do: 'call-staff' })),
    });
  }
}

customElements.define('screen-quoting', ScreenQuoting);
