import { css, html, nothing } from 'lit';
import { visitPage } from '../parts/page.ts';
import '../../design/k-paper-picture.ts';
import { withUnbrokenNumbers } from '../../design/unbroken.ts';
import { finishButton } from '../parts/buttons.ts';
import { VisitScreen } from '../parts/visit-screen.ts';
import { waitLine } from '../parts/waits.ts';

export class ScreenPrinting extends VisitScreen<'printing'> {
  static override styles = [
    VisitScreen.styles,
    css`
      k-paper-picture {
        padding-top: calc(18 * var(--mm, 4.03px));
      }
      @container kiosk (min-aspect-ratio: 11/10) and (min-width: 60em) {
        k-paper-picture {
          padding-top: 0;
        }
      }
    `,
  ];

  protected override render() {
    const { screen, words } = this;
    const { late } = screen;
    const { title, lead } = words.printing[screen.paper];
    return visitPage(
      words,
      {
        layout: 'do',
        traits: ['solo'],
        eyebrow: html`<span>${words.common.reference}: ${withUnbrokenNumbers(screen.reference)}</span>`,
        title,
        lead: screen.leaving ? words.printing.leaving : lead,
        head: waitLine(
          'printing',
          words,
          late ? { afterS: late.afterS, says: words.printing.late(late.endsAfterMinutes) } : null,
        ),
      },
      html`<k-paper-picture slot="picture" ?sheets=${screen.paper === 'document'}></k-paper-picture>
      ${screen.leaving ? nothing : finishButton(words, this.sends({ do: 'finish' }))}`,
    );
  }
}

customElements.define('screen-printing', ScreenPrinting);
