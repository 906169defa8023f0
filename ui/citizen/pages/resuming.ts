import { html, nothing } from 'lit';
import { backButton, primaryButton } from '../parts/buttons.ts';
import { handOverPicture, waitingStyles } from '../parts/handed-over.ts';
import { visitPage } from '../parts/page.ts';
import { VisitScreen } from '../parts/visit-screen.ts';
import { waitLine } from '../parts/waits.ts';

export class ScreenResuming extends VisitScreen<'resuming'> {
  static override styles = [VisitScreen.styles, waitingStyles];

  protected override render() {
    const { screen, words } = this;
    const { problem } = screen;
    const { title, lead } = this.#said();
    return visitPage(
      words,
      {
        layout: 'do',
        eyebrow: words.common.continueApplication,
        title,
        lead,
        head: problem === null ? waitLine('resuming', words) : nothing,
      },
      html`${handOverPicture('landmark')} ${backButton(words, this.sends({ do: 'back' }))} ${this.#next()}`,
    );
  }

  #said(): { readonly title: string; readonly lead: string } {
    const { problem } = this.screen;
    const { resuming, troubles } = this.words;
    switch (problem) {
      case null:
        return resuming;
      case 'BKO-101':
      case 'BKO-109':
      case 'BKO-110':
        return { title: troubles[problem].title, lead: troubles[problem].body };
      default:
        return resuming.problems[problem];
    }
  }

  #next() {
    const { resuming, common } = this.words;
    switch (this.screen.problem) {
      case 'wrong-card':
        return primaryButton(resuming.showCard, this.sends({ do: 'next' }));
      case 'changed':
        return primaryButton(resuming.begin, this.sends({ do: 'next' }));
      case 'BKO-101':
      case 'BKO-109':
      case 'BKO-110':
        return primaryButton(common.retry, this.sends({ do: 'retry' }));
      default:
        return nothing;
    }
  }
}

customElements.define('screen-resuming', ScreenResuming);
