import { css, html, nothing } from 'lit';
import '../../design/k-paper-picture.ts';
import { unbroken } from '../../design/unbroken.ts';
import { finishButton } from '../parts/buttons.ts';
import { VisitScreen } from '../parts/visit-screen.ts';
import { waitFor } from '../parts/waits.ts';

/** The paper is coming out below the screen. */
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
    return html`<k-page solo .up=${words.common.scrollUp} .down=${words.common.scrollDown}>
      <div slot="head">
        <p class="eyebrow"><span>${words.common.reference}: ${unbroken(screen.reference)}</span></p>
        <h1 tabindex="-1">${title}</h1>
        <p class="lead">${screen.leaving ? words.printing.leaving : lead}</p>
        ${waitFor('printing', words, late ? { afterS: late.afterS, says: words.printing.late(late.endsAfterMinutes) } : null)}
      </div>
      <k-paper-picture slot="picture" ?sheets=${screen.paper === 'document'}></k-paper-picture>
      ${screen.leaving ? nothing : finishButton(words, this.sends({ do: 'finish' }))}
    </k-page>`;
  }
}

customElements.define('screen-printing', ScreenPrinting);
